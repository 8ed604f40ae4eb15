-- The store of cabut, from schema 2 to 3: signatures of papers.
-- The manner of schema.sql: what a column means, and after "by:" who writes.

-- JSON of what was found about the signatures in it, when it was filed;
-- evidence for officials, read by no rule. NULL: nothing that looks like one.
-- by: paper_file
ALTER TABLE paper ADD COLUMN signatures TEXT;

PRAGMA user_version = 3;
