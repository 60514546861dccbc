-- Where articles come from. Paths are bytes: not all of them are UTF-8.

CREATE TABLE source_folder (
    key INTEGER PRIMARY KEY,
    path BLOB NOT NULL UNIQUE
);

CREATE TABLE source_file (
    key INTEGER PRIMARY KEY,
    folder INTEGER REFERENCES source_folder,  -- none: the file was named itself
    path BLOB NOT NULL UNIQUE,
    size INTEGER NOT NULL,
    modified INTEGER NOT NULL,                -- nanoseconds since 1970
    hash INTEGER NOT NULL,                    -- of its bytes
    state INTEGER NOT NULL,                   -- 0 present, 1 vanished, 2 broken
    problem TEXT
);
CREATE INDEX source_file_folder ON source_file (folder);

-- Which articles a file holds, by their place in it; a file with the bytes of another holds the same.
CREATE TABLE holding (
    file INTEGER NOT NULL REFERENCES source_file,
    place INTEGER NOT NULL,
    article INTEGER NOT NULL REFERENCES article_meta (key),
    PRIMARY KEY (file, place)
) WITHOUT ROWID;
CREATE INDEX holding_article ON holding (article);

-- What went wrong with what was read from a file.
CREATE TABLE problem (
    file INTEGER NOT NULL REFERENCES source_file,
    number INTEGER NOT NULL,                  -- the order in which they were told
    source TEXT NOT NULL,                     -- as a reader may see it
    line INTEGER,
    severity INTEGER NOT NULL,                -- 0 skipped, 1 repaired, 2 failed
    reason TEXT NOT NULL,
    PRIMARY KEY (file, number)
) WITHOUT ROWID;

-- Articles. What lists show stands apart from the texts.

CREATE TABLE outlet (
    key INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    folded TEXT NOT NULL,
    articles INTEGER NOT NULL DEFAULT 0,
    unread INTEGER NOT NULL DEFAULT 0
);
CREATE UNIQUE INDEX outlet_name ON outlet (folded, name);

CREATE TABLE story (
    key INTEGER PRIMARY KEY,                  -- the key of its first article
    name TEXT NOT NULL,
    folded TEXT NOT NULL,
    because TEXT NOT NULL,
    pinned INTEGER NOT NULL,                  -- the reader wants it to stay as it is
    -- Of what is shown.
    articles INTEGER NOT NULL DEFAULT 0,
    outlets INTEGER NOT NULL DEFAULT 0,       -- how many tell it in words of their own
    reprints INTEGER NOT NULL DEFAULT 0       -- how many articles only repeat another
);

-- Articles of one text.
CREATE TABLE shared_text (
    key INTEGER PRIMARY KEY,                  -- the key of the article that is counted for all
    original INTEGER,                         -- the article that the others repeat; none: nobody knows
    because TEXT NOT NULL
);

CREATE TABLE article_meta (
    row INTEGER PRIMARY KEY,                  -- published minute << 6 | number within it
    key INTEGER NOT NULL UNIQUE,
    id INTEGER NOT NULL UNIQUE,               -- of the bytes it was read from
    title TEXT NOT NULL,
    outlet INTEGER NOT NULL REFERENCES outlet,
    guessed INTEGER NOT NULL DEFAULT 0,       -- the outlet is worked out, not said
    agency INTEGER REFERENCES outlet,
    date BLOB,                                -- as exact as it is known, and from where
    words INTEGER NOT NULL,
    parts INTEGER NOT NULL,                   -- 1 headline, 2 prose, 4 caption: those it has
    actors INTEGER NOT NULL DEFAULT 0,        -- how many stand in it
    story INTEGER REFERENCES story,
    story_row INTEGER NOT NULL,               -- the newest row of its story; its own where it has none
    shared_text INTEGER REFERENCES shared_text,
    series INTEGER,                           -- the key of the first of several versions of one article
    version INTEGER,                          -- which one of them it is, counted from 1
    thread INTEGER,                           -- the key of the first article of stories of one topic
    event INTEGER,                            -- which one of them it tells, counted from 1
    engine INTEGER NOT NULL,                  -- what made its reading
    present INTEGER NOT NULL DEFAULT 1,       -- some file still has it
    -- What the reader did.
    removed INTEGER NOT NULL DEFAULT 0,
    unread INTEGER NOT NULL DEFAULT 1,
    starred INTEGER NOT NULL DEFAULT 0,
    noted INTEGER NOT NULL DEFAULT 0,
    shown INTEGER GENERATED ALWAYS AS (present AND NOT removed) VIRTUAL
);
CREATE INDEX meta_outlet ON article_meta (outlet) WHERE present AND NOT removed;
CREATE INDEX meta_story ON article_meta (story) WHERE story IS NOT NULL;
CREATE INDEX meta_shared_text ON article_meta (shared_text) WHERE shared_text IS NOT NULL;
CREATE INDEX meta_series ON article_meta (series, version) WHERE series IS NOT NULL;
CREATE INDEX meta_thread ON article_meta (thread, event) WHERE thread IS NOT NULL;
CREATE INDEX meta_story_row ON article_meta (story_row) WHERE present AND NOT removed;
CREATE INDEX meta_actors ON article_meta (actors) WHERE present AND NOT removed;
CREATE INDEX meta_unread ON article_meta (unread) WHERE present AND NOT removed;
CREATE INDEX meta_starred ON article_meta (starred) WHERE starred;
CREATE INDEX meta_noted ON article_meta (noted) WHERE noted;
CREATE INDEX meta_engine ON article_meta (engine);

CREATE TABLE article_body (
    key INTEGER PRIMARY KEY REFERENCES article_meta (key),
    body BLOB NOT NULL
);

CREATE TABLE article_reading (
    key INTEGER PRIMARY KEY REFERENCES article_meta (key),
    findings BLOB NOT NULL,
    topics BLOB NOT NULL,
    links BLOB                                -- none: not linked yet
);

-- The words. The index keeps no copy of them: it takes them from the bodies.
CREATE VIEW article_text (row, headline, body, caption) AS
    SELECT row, body_part(body, 1), body_part(body, 2), body_part(body, 4)
    FROM article_meta JOIN article_body USING (key);
CREATE VIRTUAL TABLE article_words USING fts5 (
    headline, body, caption,
    content = 'article_text', content_rowid = 'row',
    tokenize = 'unicode61 remove_diacritics 2'
);

-- Who stands where.

CREATE TABLE actor (
    key INTEGER PRIMARY KEY,
    id INTEGER NOT NULL UNIQUE,
    kind INTEGER NOT NULL,
    name TEXT NOT NULL,
    more BLOB NOT NULL,                       -- forms, roles, what its name asks for as a colour
    colour INTEGER NOT NULL,                  -- the number of its colour, for ever
    dismissed INTEGER NOT NULL DEFAULT 0,     -- the reader says that it is none: it is kept and shown nowhere
    -- Of what is shown.
    articles INTEGER NOT NULL DEFAULT 0,      -- in how many articles it stands
    places INTEGER NOT NULL DEFAULT 0,        -- in how many places
    sayings INTEGER NOT NULL DEFAULT 0        -- how much it says
);

-- Every form of a name, folded, and the same from each later word on: `ilka doe`, `doe`.
CREATE TABLE actor_name (
    folded TEXT NOT NULL,
    actor INTEGER NOT NULL REFERENCES actor,
    whole INTEGER NOT NULL,                   -- whether it is a whole form
    PRIMARY KEY (folded, actor)
) WITHOUT ROWID;
CREATE INDEX actor_name_actor ON actor_name (actor);

-- An actor in an article: one row, whose places are told one from the other; none of one that is dismissed.
CREATE TABLE mention (
    actor INTEGER NOT NULL,
    article INTEGER NOT NULL,                 -- its row
    places BLOB NOT NULL,
    PRIMARY KEY (actor, article)
) WITHOUT ROWID;

CREATE TABLE saying (
    actor INTEGER NOT NULL,                   -- 0: all those who stay without a name
    article INTEGER NOT NULL,                 -- its row
    places BLOB NOT NULL,
    PRIMARY KEY (actor, article)
) WITHOUT ROWID;

-- Phrases that some article has several times, and how many articles that do. Articles are found by its words.
CREATE TABLE topic (
    key INTEGER PRIMARY KEY,
    phrase TEXT NOT NULL UNIQUE,
    articles INTEGER NOT NULL
);
CREATE INDEX topic_articles ON topic (articles);

-- What the rules of the reader's corrections came to, by their line.
CREATE TABLE ruled (
    line INTEGER PRIMARY KEY,
    count INTEGER NOT NULL,                   -- of mentions, descriptions or articles
    overruled INTEGER                         -- the line of a later rule that says otherwise
);

-- What the reader did, with the four columns of article_meta.

CREATE TABLE tag (
    key INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE
);

CREATE TABLE article_tag (
    tag INTEGER NOT NULL REFERENCES tag,
    article INTEGER NOT NULL REFERENCES article_meta (key),
    PRIMARY KEY (tag, article)
) WITHOUT ROWID;
CREATE INDEX article_tag_article ON article_tag (article);

CREATE TABLE note (
    key INTEGER PRIMARY KEY AUTOINCREMENT,
    article INTEGER NOT NULL REFERENCES article_meta (key),
    exact TEXT,                               -- none: about the whole article
    before TEXT,
    after TEXT,
    offset INTEGER,
    text TEXT NOT NULL,
    written INTEGER NOT NULL DEFAULT (unixepoch())
);
CREATE INDEX note_article ON note (article);

CREATE TABLE position (
    article INTEGER PRIMARY KEY REFERENCES article_meta (key),
    offset INTEGER NOT NULL
);

CREATE TABLE saved_search (
    name TEXT PRIMARY KEY,
    query TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE followed (
    subject TEXT PRIMARY KEY,
    seen INTEGER NOT NULL                     -- the last article that had come when the reader looked
) WITHOUT ROWID;

CREATE TABLE jump (
    key INTEGER PRIMARY KEY AUTOINCREMENT,
    article INTEGER NOT NULL REFERENCES article_meta (key),
    offset INTEGER NOT NULL
);

CREATE TABLE session (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL                       -- JSON
) WITHOUT ROWID;

-- Every change of state with its inverse; `undone` ones can be done again until something else is done.
CREATE TABLE journal (
    key INTEGER PRIMARY KEY AUTOINCREMENT,
    label TEXT NOT NULL,
    steps BLOB NOT NULL,
    undone INTEGER NOT NULL DEFAULT 0,
    made INTEGER NOT NULL DEFAULT (unixepoch())
);

-- What has happened, for another rashomon on the same library and for what is followed.
CREATE TABLE change_log (
    key INTEGER PRIMARY KEY AUTOINCREMENT,
    kind INTEGER NOT NULL,                    -- 0 article new, 1 article changed, 2 linked, 3 state, 4 notes, 5 files
    article INTEGER                           -- none: of several
);

-- Counts that no list may wait for.

CREATE TABLE counter (
    articles INTEGER NOT NULL DEFAULT 0,
    unread INTEGER NOT NULL DEFAULT 0,
    starred INTEGER NOT NULL DEFAULT 0,
    noted INTEGER NOT NULL DEFAULT 0
);
INSERT INTO counter DEFAULT VALUES;

CREATE TRIGGER meta_added AFTER INSERT ON article_meta WHEN new.shown BEGIN
    UPDATE counter SET articles = articles + 1, unread = unread + new.unread,
        starred = starred + new.starred, noted = noted + new.noted;
    UPDATE outlet SET articles = articles + 1, unread = unread + new.unread WHERE key = new.outlet;
END;

CREATE TRIGGER meta_changed AFTER UPDATE OF present, removed, unread, starred, noted, outlet ON article_meta BEGIN
    UPDATE counter SET articles = articles + new.shown - old.shown,
        unread = unread + (new.shown AND new.unread) - (old.shown AND old.unread),
        starred = starred + (new.shown AND new.starred) - (old.shown AND old.starred),
        noted = noted + (new.shown AND new.noted) - (old.shown AND old.noted);
    UPDATE outlet SET articles = articles - old.shown, unread = unread - (old.shown AND old.unread)
        WHERE key = old.outlet;
    UPDATE outlet SET articles = articles + new.shown, unread = unread + (new.shown AND new.unread)
        WHERE key = new.outlet;
END;

CREATE TRIGGER meta_gone AFTER DELETE ON article_meta WHEN old.shown BEGIN
    UPDATE counter SET articles = articles - 1, unread = unread - old.unread,
        starred = starred - old.starred, noted = noted - old.noted;
    UPDATE outlet SET articles = articles - 1, unread = unread - old.unread WHERE key = old.outlet;
END;
