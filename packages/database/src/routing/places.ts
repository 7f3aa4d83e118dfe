/**
 * Free places of one counsellor's rows in `slot`: nobody talks and writes at once, and a place for calls counts while its
 * telephone is registered.
 */
export const FREE_PLACES = `(case when bool_or(kind = 'chat' and contact_id is not null) then 0
      else count(*) filter (where kind = 'voice' and contact_id is null and rings) end)::int as free_voice,
    (case when bool_or(kind = 'voice' and contact_id is not null) then 0
      else count(*) filter (where kind = 'chat' and contact_id is null) end)::int as free_chat`;
