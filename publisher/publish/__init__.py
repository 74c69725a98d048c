"""From judged rows to the finished package: tables, descriptor, documents, page. Then it replaces the old one."""
