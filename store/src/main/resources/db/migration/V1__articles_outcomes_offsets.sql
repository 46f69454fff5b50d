-- Ids are lower-case hex SHA-256. COLLATE "C" makes them cheap to compare and lets a prefix use the index.

-- One row an article: its newest version. A removed article keeps its ids and addresses and no text.
CREATE TABLE article (
    article_id          text COLLATE "C" PRIMARY KEY CHECK (article_id ~ '^[0-9a-f]{64}$'),
    url                 text,
    url_id              text COLLATE "C",
    source_id           text COLLATE "C",
    canonical_url       text,
    headline            text,
    alternative_headline text,
    description         text,
    authors             jsonb,
    publisher           jsonb,
    source_organization text,
    dateline            text,
    -- The moment, for sorting and searching; a day without a time is its midnight in UTC.
    date_published      timestamptz,
    -- As published (ISO 8601, own offset), so that a day stays a day.
    date_published_text text,
    date_modified       timestamptz,
    date_modified_text  text,
    language            text,
    section             text,
    keywords            jsonb,
    images              jsonb,
    accessible_for_free boolean,
    body                text,
    word_count          integer CHECK (word_count >= 0),
    blocks              jsonb,
    content_hash        text COLLATE "C",
    fingerprint         text,
    extraction          jsonb,
    fetch_id            text COLLATE "C",
    fetched_at          timestamptz,
    processed_at        timestamptz,
    rules_version       text,
    version             integer NOT NULL,
    first_stored_at     timestamptz NOT NULL,
    updated_at          timestamptz NOT NULL,
    removed_at          timestamptz,
    CONSTRAINT article_is_whole_or_removed CHECK (
        removed_at IS NOT NULL
        OR num_nulls(url, url_id, source_id, canonical_url, headline, body, word_count, blocks,
                     content_hash, fetch_id, fetched_at, processed_at, rules_version) = 0)
);

CREATE INDEX article_newest ON article (first_stored_at DESC, article_id)
    WHERE removed_at IS NULL;
CREATE INDEX article_newest_of_source ON article (source_id, first_stored_at DESC, article_id)
    WHERE removed_at IS NULL;
-- An index entry holds 2704 bytes at most, a URL may be longer: 200 characters find it well enough.
CREATE INDEX article_url_prefix ON article (left(url, 200) text_pattern_ops);
CREATE INDEX article_canonical_url_prefix ON article (left(canonical_url, 200) text_pattern_ops);

-- A version is a fetch whose content_hash differs from the version before it.
CREATE TABLE article_version (
    article_id    text COLLATE "C" NOT NULL REFERENCES article ON DELETE CASCADE,
    version       integer NOT NULL,
    fetch_id      text COLLATE "C" NOT NULL,
    content_hash  text COLLATE "C" NOT NULL,
    headline      text NOT NULL,
    body          text NOT NULL,
    fetched_at    timestamptz NOT NULL,
    processed_at  timestamptz NOT NULL,
    rules_version text NOT NULL,
    stored_at     timestamptz NOT NULL,
    PRIMARY KEY (article_id, version)
);

-- One row a URL: how it ended last.
CREATE TABLE url_outcome (
    url_id        text COLLATE "C" PRIMARY KEY CHECK (url_id ~ '^[0-9a-f]{64}$'),
    url           text NOT NULL,
    disposition   text NOT NULL,
    reason        text,
    detail        text,
    source_id     text,
    fetch_id      text,
    article_id    text COLLATE "C",
    stage         text NOT NULL,
    published_at  timestamptz,
    discovered_at timestamptz,
    fetched_at    timestamptz,
    processed_at  timestamptz,
    stored_at     timestamptz NOT NULL,
    -- When it was decided: a replayed outcome is not newer than itself and changes nothing.
    at            timestamptz NOT NULL
);

CREATE INDEX url_outcome_article ON url_outcome (article_id) WHERE article_id IS NOT NULL;
CREATE INDEX url_outcome_newest ON url_outcome (at DESC);

-- How far a consumer group has stored each partition: the truth, moved in the transaction of the
-- rows themselves. topic_id is Kafka's id of the topic, which a deleted and recreated topic changes.
CREATE TABLE consumer_offset (
    consumer_group text NOT NULL,
    topic          text NOT NULL,
    partition      integer NOT NULL CHECK (partition >= 0),
    topic_id       text NOT NULL,
    next           bigint NOT NULL CHECK (next >= 0),
    updated_at     timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (consumer_group, topic, partition)
);

-- lz4 where the server has it: about a third of pglz's time for an article's text.
DO $$
DECLARE
    long_text record;
BEGIN
    IF EXISTS (SELECT 1 FROM pg_settings
               WHERE name = 'default_toast_compression' AND 'lz4' = ANY (enumvals)) THEN
        FOR long_text IN
            SELECT * FROM (VALUES ('article', 'body'), ('article', 'blocks'), ('article', 'extraction'),
                                  ('article_version', 'body')) AS t (table_name, column_name)
        LOOP
            EXECUTE format('ALTER TABLE %I ALTER COLUMN %I SET COMPRESSION lz4',
                           long_text.table_name, long_text.column_name);
        END LOOP;
    END IF;
END $$;
