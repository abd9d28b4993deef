"""What earns each of the 28 lines: one module a numeral, `judge(run)` and `control(run)`.

Judges read copies, documents, mails, screens, exchanges and a read-only database; they import
nothing of ours but core.verify, and open envelopes by FORMAT.md.
"""
