create table notes (
  id integer primary key,
  name text not null,
  body text
);

create index notes_name on notes (name);

create view recent as
select id, name
from notes
order by id desc
limit 10;
