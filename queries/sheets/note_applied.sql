-- Notes which version of a sheet is in the model. Parameters: $name, $version.
delete from meta.sheet where name = $name;
insert into meta.sheet (name, version) values ($name, $version);
