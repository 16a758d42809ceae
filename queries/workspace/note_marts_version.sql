-- Notes with which SQL the marts are built. Parameters: $version.
delete from meta.marts_version;
insert into meta.marts_version values ($version);
