"""The documents that people hold: constancia, acuse, lista de asistencia."""
