"""What is found out, as frozen data: ids, codes and numbers, never sentences.

- `record`: an assessment; `explanation`: why; `routes`: gaps and plans; `views`: several people; `whole`: all of one
  organisation, its short form, and the schema
- `parts`: what they are made of; `by_id`: levels stand once, and are named by id elsewhere
- `stored`: the door through which stored results come back; `batches`: what a pass over many organisations writes
"""
