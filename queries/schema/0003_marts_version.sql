-- Which SQL the marts were built with: another version of the product may build them differently. No row before the first load.
create table meta.marts_version (version varchar not null);
