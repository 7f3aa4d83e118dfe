/**
 * Free places of one counsellor's rows in `slot`: nobody talks and writes at once, and a place for calls counts while its
 * telephone is registered, and they call nobody outside by it.
 */
export const FREE_PLACES_OF = {
  voice: `(case when bool_or(kind = 'chat' and contact_id is not null) then 0
      else count(*) filter (where kind = 'voice' and contact_id is null and rings and not is_calling) end)::int`,
  chat: `(case when bool_or(kind = 'voice' and (contact_id is not null or is_calling)) then 0
      else count(*) filter (where kind = 'chat' and contact_id is null) end)::int`,
} as const;

export const FREE_PLACES = `${FREE_PLACES_OF.voice} as free_voice, ${FREE_PLACES_OF.chat} as free_chat`;
