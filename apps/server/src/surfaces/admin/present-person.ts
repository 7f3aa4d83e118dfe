import type { ChannelView } from "@nightlight/contracts/admin/channels";
import type { PersonView } from "@nightlight/contracts/admin/people";
import type { Channel } from "@nightlight/commands/channel/channel-store";
import { isKeyAlive } from "@nightlight/domain/channel-key/channel-key";
import { statusOf, type Person } from "@nightlight/domain/person/person";

/** A person as administrators see them. */
export function presentPerson(person: Person): PersonView {
  const since = person.offboardedAt ?? person.suspendedAt;
  return {
    id: person.id,
    username: person.username,
    name: person.name,
    displayName: person.displayName,
    roles: [...person.roles],
    languages: [...person.languages],
    spokenLanguages: [...person.spokenLanguages],
    skills: [...person.skills],
    centreId: person.centreId ?? null,
    authorityId: person.authorityId ?? null,
    isDemo: person.isDemo,
    status: statusOf(person),
    since: since?.toISOString() ?? null,
    version: person.version,
  };
}

/** A channel as administrators see it: what is known of its keys, and whether they open anything at this time. */
export function presentChannel(channel: Channel, now: Date): ChannelView {
  return {
    id: channel.id,
    kind: channel.kind,
    name: channel.name,
    centreId: channel.centreId ?? null,
    skill: channel.skill ?? null,
    isDemo: channel.isDemo,
    revokedAt: channel.revokedAt?.toISOString() ?? null,
    keys: channel.keys.map((key) => ({
      id: key.id,
      prefix: key.prefix ?? null,
      createdAt: key.createdAt.toISOString(),
      endsAt: key.endsAt?.toISOString() ?? null,
      revokedAt: key.revokedAt?.toISOString() ?? null,
      isAlive: channel.revokedAt === undefined && isKeyAlive(key, now),
    })),
  };
}
