"""What tests/made/faults.py finds out, for every case, in a table."""

from __future__ import annotations

from made.faults import main

if __name__ == "__main__":
    main()
