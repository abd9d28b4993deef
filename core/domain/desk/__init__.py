"""What the desk reads of everything: today, expediente, mails, items set aside, the bitácora."""
