-- Feeds that are asked when the reader wants it: what the reader did, and how it went. Times are seconds since 1970.

CREATE TABLE feed (
    key INTEGER PRIMARY KEY AUTOINCREMENT,    -- never given again
    url TEXT NOT NULL UNIQUE,
    title TEXT NOT NULL,                      -- empty: not known yet
    page TEXT,                                -- the page that it belongs to
    folder TEXT NOT NULL,                     -- the names of the folders around it, the outermost first, one a line
    every INTEGER NOT NULL,                   -- minutes
    etag TEXT,                                -- the version that is known, in the words of its server
    modified TEXT,
    asked INTEGER,
    answered INTEGER,
    due INTEGER NOT NULL DEFAULT 0,
    failures INTEGER NOT NULL DEFAULT 0,      -- since it answered last
    trouble TEXT,
    gone INTEGER NOT NULL DEFAULT 0           -- its server says so
);

-- Entries that have come, each by a hash of what it says.
CREATE TABLE feed_entry (
    feed INTEGER NOT NULL REFERENCES feed,
    entry INTEGER NOT NULL,
    PRIMARY KEY (feed, entry)
) WITHOUT ROWID;
