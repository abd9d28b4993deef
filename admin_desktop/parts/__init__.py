"""The parts every screen of the desk is made of, once each (look: paper, ink, one accent)."""
