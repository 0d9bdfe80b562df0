-- The tables of a record. docs/record.md says what each column holds (a test compares the two).
create table document (
    id varchar not null, source varchar not null, url varchar, title varchar, outlet varchar,
    original_outlet varchar, authors varchar[], language varchar not null, kind varchar not null,
    published date, published_latest date, published_basis varchar, origin varchar,
    version_of varchar, met_at varchar, words integer,
    capture varchar not null, dropped struct("text" varchar, reason varchar, line integer)[],
    "text" varchar not null
);
create table origin (
    id varchar not null, document varchar not null, source varchar not null,
    relation varchar not null, "of" varchar not null, share double, how varchar, direction varchar,
    reason varchar, quote varchar, "start" integer, "end" integer
);
create table turn (
    id varchar not null, document varchar not null, source varchar not null,
    number integer not null, kind varchar not null, speaker varchar, speaker_text varchar not null,
    speaker_country varchar, role varchar, words integer not null, "start" integer not null,
    "end" integer not null, speaker_id varchar
);
create table statement (
    id varchar not null, document varchar not null, source varchar not null, speaker varchar,
    speaker_text varchar, speaker_country varchar, role varchar, cue varchar, cue_class varchar,
    manner varchar not null, content varchar not null, polarity varchar, hedge varchar,
    topics varchar[], said_on date[], via varchar, anonymity varchar, place varchar,
    repeats varchar, continues varchar, outcome varchar,
    diagnosis varchar, quote varchar not null, "start" integer not null, "end" integer not null,
    method varchar not null, score double not null, speaker_id varchar
);
create table event (
    id varchar not null, document varchar not null, source varchar not null, actors varchar[],
    type varchar not null, targets varchar[], mode varchar, contexts varchar[], date date[],
    place varchar, status varchar not null, asserted_by varchar, happening varchar,
    outcome varchar, quote varchar not null, "start" integer not null, "end" integer not null,
    method varchar not null, score double not null, actor_ids varchar[], target_ids varchar[],
    alternatives varchar[]
);
create table happening (
    id varchar not null, events varchar[], outcome varchar not null, documents integer not null,
    origins integer not null, differences varchar[]
);
create table commitment (
    id varchar not null, document varchar not null, source varchar not null, "by" varchar[],
    "to" varchar[], deed varchar not null, kind varchar not null, condition varchar, due date,
    outcome varchar, outcome_evidence varchar, diagnosis varchar, quote varchar not null,
    "start" integer not null, "end" integer not null, method varchar not null,
    score double not null, by_ids varchar[], to_ids varchar[], strength varchar, joint boolean
);
create table move (
    id varchar not null, commitment varchar not null, state varchar not null, day date,
    known date, basis varchar not null, finding varchar, due date, reason varchar not null,
    document varchar not null, source varchar not null, quote varchar not null,
    "start" integer not null, "end" integer not null, method varchar not null,
    score double not null
);
create table figure (
    id varchar not null, document varchar not null, source varchar not null,
    quote varchar not null, value double[] not null, comparator varchar not null,
    unit varchar not null, measure varchar not null, kind varchar not null, direction varchar,
    period date[], base date[], place varchar, said_by varchar, indicator varchar, series varchar,
    official double[], outcome varchar, diagnosis varchar, reason varchar, nearest varchar,
    hedges varchar[], assumed boolean not null, "start" integer not null, "end" integer not null, method varchar not null,
    score double not null, said_by_id varchar
);
create table position (
    id varchar not null, actor varchar not null, actor_name varchar not null,
    side varchar not null, issue varchar not null, stance varchar not null, day date,
    ground varchar not null, cue varchar not null, finding varchar, document varchar not null,
    source varchar not null, quote varchar not null, "start" integer not null,
    "end" integer not null, method varchar not null, score double not null
);
create table shift (
    id varchar not null, issue varchar not null, kind varchar not null, "before" varchar not null,
    "after" varchar not null, before_day date not null, after_day date not null,
    reason varchar not null
);
create table programme (
    id varchar not null, name varchar not null, parties varchar[], instrument varchar,
    period date[], status varchar not null, source varchar not null,
    namings integer not null, documents integer not null, origins integer not null,
    findings integer not null,
    history struct(state varchar, "first" date, "after" date, words varchar, source varchar,
        document varchar, "start" integer, "end" integer, documents integer, origins integer)[]
);
create table naming (
    id varchar not null, programme varchar not null, document varchar not null,
    source varchar not null, quote varchar not null, "start" integer not null,
    "end" integer not null, method varchar not null, score double not null
);
create table belonging (
    id varchar not null, programme varchar not null, finding varchar not null,
    kind varchar not null, naming varchar not null, reason varchar not null,
    document varchar not null, source varchar not null
);
create table verdict (
    id varchar not null, finding varchar not null, document varchar not null,
    source varchar not null, outcome varchar not null, diagnosis varchar, reason varchar not null,
    nearest varchar, series varchar, period date[], official double[], as_of date,
    publisher varchar, carrier varchar,
    compared struct(document varchar, speaker varchar, quote varchar, "start" integer, "end" integer)[],
    difference varchar, method varchar not null
);
create table actor (
    id varchar not null, name varchar not null, kind varchar not null, country varchar,
    role varchar, sector varchar, is_public boolean not null, mentions integer not null,
    offices struct(title varchar, body varchar, country varchar, "first" date, "after" date)[]
);
create table judgement (
    id varchar not null, "left" varchar not null, "right" varchar not null,
    decision varchar not null, role varchar, "by" varchar not null, "at" varchar,
    score double not null, reason varchar not null, document varchar, source varchar,
    quote varchar, "start" integer, "end" integer
);
create table series (
    id varchar not null, name varchar not null, publisher varchar not null,
    definition varchar not null, unit varchar not null, population varchar not null,
    place varchar not null, limits varchar not null, grain varchar not null, url varchar,
    rhythm varchar not null, lag_days integer, observations integer not null
);
create table observation (
    id varchar not null, series varchar not null, period date[] not null,
    value double not null, released date, retrieved date not null, carrier varchar not null,
    note varchar
);
create table review (
    id varchar not null, "at" varchar not null, "by" varchar not null, subject varchar not null,
    "table" varchar not null, decision varchar not null, field varchar, "before" varchar,
    value varchar, reason varchar, document varchar, quote varchar, now varchar,
    fate varchar not null, state varchar, previous varchar
);
create table problem (
    id varchar not null, subject varchar not null, room varchar not null,
    message varchar not null, source varchar
);
create table build (
    "key" varchar not null, value varchar not null
);
