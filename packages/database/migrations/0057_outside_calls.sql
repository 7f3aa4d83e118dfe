-- Calls to somebody outside (docs/decisions/0086): an authority by a telephone task, or a third party called into a
-- conversation. Whom, when, how it went. The number is looked up when it is dialled, and kept nowhere here.
create table outside_call (
  id             uuid primary key,
  engine         text not null,
  purpose        text not null check (purpose in ('authority', 'third')),
  contact_id     uuid not null references contact,
  counsellor_id  uuid not null references person,
  escalation_id  uuid references escalation,
  task_id        uuid,
  party          text not null check (party in ('police', 'ambulance', 'duty', 'office', 'interpreter')),
  authority_id   uuid references authority,
  language       text,
  reason         text,
  wish           text not null check (wish in ('alone', 'together', 'without_us', 'over')),
  -- Its counsellor's own telephone, where the call is no part of a conversation.
  leg_id         uuid,
  asked_at       timestamptz not null,
  dialled_at     timestamptz,
  answered_at    timestamptz,
  talked_at      timestamptz,
  ended_at       timestamptz,
  ended_by       text check (ended_by in ('party', 'agent', 'engine')),
  cause          integer,
  refusal        text check (refusal in ('barred', 'no_number', 'nobody_called')),
  check ((ended_at is null) = (ended_by is null)),
  check ((purpose = 'authority') = (escalation_id is not null and task_id is not null)),
  check ((party in ('duty', 'office')) = (authority_id is not null)),
  check ((party = 'interpreter') = (language is not null))
);
create index outside_call_up on outside_call (engine) where ended_at is null;
create index outside_call_of_contact on outside_call (contact_id);
create index outside_call_of_escalation on outside_call (escalation_id);
-- Nobody makes two at once, and nobody is called into one conversation beside another.
create unique index outside_call_one on outside_call (counsellor_id) where ended_at is null and purpose = 'authority';
create unique index outside_call_one_third on outside_call (contact_id) where ended_at is null and purpose = 'third';

-- Whoever talks with an office is rung for nobody else.
alter table slot add is_calling boolean not null default false;

alter table outside_call enable row level security;
alter table outside_call force row level security;
revoke all on outside_call from public;
create policy owner_all on outside_call to current_user using (true) with check (true);
grant select, update on outside_call to nightlight_engine;
create policy engine on outside_call to nightlight_engine using (true) with check (true);

-- An office never learns how often, or in vain, it was called: none of this is for officers.
grant select on outside_call to nightlight_staff;
create policy staff_read on outside_call for select to nightlight_staff using (
  counsellor_id = actor_id() or owns_contact(contact_id) or has_opened(contact_id)
  or (escalation_id is not null and actor_has_role('counsellor', 'supervisor', 'clinical_lead')
      and exists (select from escalation e where e.id = escalation_id)));
grant insert (id, engine, purpose, contact_id, counsellor_id, escalation_id, task_id, party, authority_id, language,
  reason, wish, asked_at), update (wish) on outside_call to nightlight_staff;
create policy staff_want on outside_call for insert to nightlight_staff with check (
  counsellor_id = actor_id() and actor_has_role('counsellor', 'supervisor', 'clinical_lead')
  and case purpose
    when 'third' then contact_id = locked_contact() and owns_contact(contact_id)
    else exists (select from escalation e where e.id = escalation_id and e.contact_id = outside_call.contact_id)
  end);
create policy staff_wish on outside_call for update to nightlight_staff
  using (ended_at is null and (counsellor_id = actor_id() or owns_contact(contact_id)))
  with check (ended_at is null and (counsellor_id = actor_id() or owns_contact(contact_id)));
