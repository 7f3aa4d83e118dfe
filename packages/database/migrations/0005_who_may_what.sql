-- Who may what, once more beside the application's policy table (packages/domain/src/access/policy.ts).
--   * A bar is part of the contact: a person or an office to whom it does not exist. Every policy asks it first.
--   * Whoever supervises sees states, and words only while an opening with a reason is in force.
--   * Every reading by staff says why and how; those entitled may read that.
-- Roles come from the person's own row, never from what a session or a setting claims.

-- People and offices (centres) to whom the contact does not exist: the fold of its own events.
alter table contact add barred uuid[] not null default '{}';
-- What somebody was offered before they were barred is theirs no longer.
alter table offer add is_barred boolean not null default false;

-- Why somebody was barred, and by whom. The reason is sealed as a secret of the installation, not under the contact's
-- key: whoever reads a reason must not thereby hold the key of the words.
create table barring (
  id          uuid primary key,
  contact_id  uuid not null references contact,
  barred_id   uuid not null,
  is_office   boolean not null,
  origin      text not null check (origin in ('named', 'related', 'other', 'own_identity')),
  sealed      bytea,
  barred_by   uuid references person,
  barred_at   timestamptz not null default clock_timestamp(),
  lifted_by   uuid references person,
  lifted_at   timestamptz,
  check ((origin = 'own_identity') = (barred_by is null)),
  check ((lifted_by is null) = (lifted_at is null))
);
create unique index barring_in_force on barring (contact_id, barred_id) where lifted_at is null;

-- A contact that somebody opened with a reason, for a limited time.
create table opening (
  id           uuid primary key,
  contact_id   uuid not null references contact,
  person_id    uuid not null references person,
  kind         text not null check (kind in ('supervision', 'break_glass')),
  sealed       bytea not null,
  opened_at    timestamptz not null,
  expires_at   timestamptz not null,
  reviewed_by  uuid references person,
  reviewed_at  timestamptz,
  review       bytea,
  check (expires_at > opened_at and expires_at <= opened_at + interval '60 minutes'),
  check ((reviewed_by is null) = (reviewed_at is null) and (review is null or reviewed_by is not null)),
  check (reviewed_by <> person_id)
);
create index opening_in_force on opening (contact_id, person_id, expires_at);
create index opening_to_review on opening (opened_at desc, id desc) where kind = 'break_glass';

-- What a member of staff registered as their own: contacts that come from there are barred to them. The ending is all
-- that is kept in clear.
create table person_identity (
  person_id      uuid not null references person on delete cascade,
  exact_hash     bytea not null,
  ending         text not null check (length(ending) <= 3),
  registered_at  timestamptz not null default clock_timestamp(),
  primary key (person_id, exact_hash)
);
create index person_identity_exact on person_identity (exact_hash);

-- Why somebody read, and how they came there.
alter table access_log add why text not null default 'own'
  check (why in ('own', 'supervision', 'break_glass'));
alter table access_log add how text not null default 'desk'
  check (how in ('desk', 'offer', 'list', 'search', 'link'));
alter table access_log add opening_id uuid references opening;
create index access_log_of_actor on access_log (actor_id, id);
create index access_log_of_contact_by_id on access_log (contact_id, id);

do $$
declare t text;
begin
  foreach t in array array['barring', 'opening', 'person_identity'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('revoke all on %I from public', t);
    execute format('create policy owner_all on %I to current_user using (true) with check (true)', t);
  end loop;
end $$;

-- ---------------------------------------------------------------------------------------------------------------
-- Questions that policies ask. They cost nothing until a row asks.

create function actor_has_role(variadic wanted text[]) returns boolean language sql stable
  as $$ select exists (select from person p where p.id = actor_id() and p.suspended_at is null and p.roles && wanted) $$;

-- A person's centre comes with the next migration: only plpgsql may name it before it is there.
create function centre_of(person_id uuid) returns uuid language plpgsql stable security definer
  set search_path = public, pg_temp
  as $$ begin return (select p.centre_id from person p where p.id = $1); end $$;

create function actor_is_among(barred uuid[]) returns boolean language sql stable
  as $$ select actor_id() = any (barred) or coalesce(centre_of(actor_id()) = any (barred), false) $$;

-- As the owner, because a barred contact does not appear to whoever is barred from it.
create function is_barred_from(contact_id uuid) returns boolean language sql stable security definer
  set search_path = public, pg_temp
  as $$ select exists (select from contact c where c.id = $1 and c.barred <> '{}' and actor_is_among(c.barred)) $$;

create function shares_centre(person_id uuid) returns boolean language sql stable
  as $$ select coalesce(centre_of(actor_id()) = centre_of($1), false) $$;

-- Whether the actor supervises whoever owns, or last owned, a contact.
create function supervises_contact(contact_id uuid) returns boolean language sql stable
  as $$ select actor_has_role('clinical_lead')
          or (actor_has_role('supervisor') and exists (
            select from contact c where c.id = $1 and shares_centre(c.owner_id))) $$;

create function has_opened(contact_id uuid) returns boolean language sql stable
  as $$ select exists (select from opening o where o.contact_id = $1 and o.person_id = actor_id()
                         and o.expires_at > clock_timestamp())
          and actor_has_role('supervisor', 'clinical_lead') and not is_barred_from($1) $$;

create or replace function owns_contact(contact_id uuid) returns boolean language sql stable
  as $$ select exists (select from contact c where c.id = contact_id and c.owner_id = actor_id()
                         and (c.barred = '{}' or not actor_is_among(c.barred))) $$;

-- Whose identity a contact came from, and which contacts came from an identity: by the hash, and ids are all they give.
create function people_of_identity(hash bytea) returns setof uuid language sql stable security definer
  set search_path = public, pg_temp
  as $$ select person_id from person_identity where exact_hash = hash $$;
create function contacts_of_identity(hash bytea) returns setof uuid language sql stable security definer
  set search_path = public, pg_temp
  as $$ select contact_id from contact_identity where exact_hash = hash $$;
-- Numbers for whoever may have numbers and nothing else.
create function contact_figures() returns table (status text, lane text, contacts bigint)
  language sql stable security definer set search_path = public, pg_temp
  as $$ select c.status, c.lane, count(*) from contact c
          where actor_has_role('leader', 'supervisor', 'clinical_lead')
            and (c.status not in ('closed', 'abandoned') or c.arrived_at > clock_timestamp() - interval '24 hours')
          group by c.status, c.lane $$;
revoke all on function centre_of, is_barred_from, people_of_identity, contacts_of_identity, contact_figures from public;
grant execute on function centre_of, is_barred_from, contact_figures to nightlight_staff;
grant execute on function people_of_identity to nightlight_gateway;
grant execute on function contacts_of_identity to nightlight_engine;

-- ---------------------------------------------------------------------------------------------------------------
-- Contacts: plain comparisons first; the bar is an empty array nearly always

drop policy staff_read on contact;
create policy staff_read on contact for select to nightlight_staff using (
  id = locked_contact()
  or ((barred = '{}' or not actor_is_among(barred))
      and (owner_id = actor_id() or offered_to = actor_id() or was_offered(id)
           or actor_has_role('supervisor', 'clinical_lead'))));
drop policy staff_change on contact;
create policy staff_change on contact for update to nightlight_staff
  using (owner_id = actor_id() or offered_to = actor_id() or id = locked_contact()
         or actor_has_role('supervisor', 'clinical_lead'))
  with check (id = locked_contact());
drop policy staff on offer;
create policy staff on offer to nightlight_staff
  using ((counsellor_id = actor_id() and not is_barred) or contact_id = locked_contact());

-- Words: the two sides of the conversation, and whoever opened it with a reason.
drop policy staff_side on contact_key;
create policy staff_side on contact_key to nightlight_staff using (owns_contact(contact_id) or has_opened(contact_id));
drop policy staff_side on contact_identity;
create policy staff_side on contact_identity to nightlight_staff
  using (owns_contact(contact_id) or has_opened(contact_id));
drop policy staff_read on message;
create policy staff_read on message for select to nightlight_staff
  using (owns_contact(contact_id) or has_opened(contact_id));
drop policy staff_own on record_field;
create policy staff_read on record_field for select to nightlight_staff
  using (owns_contact(contact_id) or has_opened(contact_id));
create policy staff_write on record_field for insert to nightlight_staff
  with check (owns_contact(contact_id) and saved_by = actor_id());
create policy staff_tidy on record_field for delete to nightlight_staff
  using (owns_contact(contact_id) and saved_by = actor_id());

-- ---------------------------------------------------------------------------------------------------------------
-- Bars, openings and their reasons

grant select, insert on barring to nightlight_staff;
grant update (lifted_by, lifted_at) on barring to nightlight_staff;
create policy staff_read on barring for select to nightlight_staff
  using (actor_has_role('supervisor', 'clinical_lead') and not is_barred_from(contact_id));
create policy staff_bar on barring for insert to nightlight_staff
  with check (contact_id = locked_contact() and barred_by = actor_id() and lifted_at is null);
create policy staff_lift on barring for update to nightlight_staff
  using (contact_id = locked_contact()) with check (lifted_by = actor_id());
grant insert on barring to nightlight_gateway, nightlight_engine;
create policy gateway_bar on barring for insert to nightlight_gateway
  with check (origin = 'own_identity' and contact_id = locked_contact());
create policy engine_bar on barring for insert to nightlight_engine with check (origin = 'own_identity');

grant select, insert on opening to nightlight_staff;
grant update (reviewed_by, reviewed_at, review) on opening to nightlight_staff;
create policy staff_read on opening for select to nightlight_staff
  using ((person_id = actor_id() or (kind = 'break_glass' and actor_has_role('supervisor', 'clinical_lead', 'auditor')))
         and not is_barred_from(contact_id));
create policy staff_open on opening for insert to nightlight_staff
  with check (person_id = actor_id() and reviewed_by is null and not is_barred_from(contact_id)
    and case kind when 'break_glass' then actor_has_role('supervisor', 'clinical_lead')
                  else supervises_contact(contact_id) end);
create policy staff_review on opening for update to nightlight_staff
  using (kind = 'break_glass' and person_id <> actor_id() and reviewed_by is null
         and actor_has_role('supervisor', 'clinical_lead') and not is_barred_from(contact_id))
  with check (reviewed_by = actor_id());

grant select, insert, delete on person_identity to nightlight_staff;
create policy staff_own on person_identity to nightlight_staff using (person_id = actor_id());

-- Who read what: the counsellor for their own contacts and their own readings, those who supervise, auditors.
grant select on access_log to nightlight_staff;
create policy staff_read on access_log for select to nightlight_staff
  using ((access_log.actor_id = actor_id() or actor_has_role('auditor', 'clinical_lead') or owns_contact(contact_id)
          or (actor_has_role('supervisor') and (shares_centre(access_log.actor_id) or supervises_contact(contact_id))))
         and not is_barred_from(contact_id));
