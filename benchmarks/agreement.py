"""What tests/made/agreement.py finds out, for every case, in a table."""

from __future__ import annotations

from made.agreement import main

if __name__ == "__main__":
    main()
