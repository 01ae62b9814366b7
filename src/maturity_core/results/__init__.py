"""Results as frozen data: ids, codes and numbers, never sentences.

- `record`: an assessment; `explanation`: reasons; `routes`: gaps and plans; `views`: several people; `whole`:
  everything about one organisation, a short form of it, and the schema
- `parts`: what these are made of; `by_id`: levels are stored once, and referred to by id elsewhere
- `stored`: reading stored results back; `batches`: what a pass over many organisations writes
"""
