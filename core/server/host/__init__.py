"""What a server has of its machine: files of keys and certificates, processes, threads, stores."""
