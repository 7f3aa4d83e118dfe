import { createCipheriv, createDecipheriv, createHmac, createSecretKey, randomBytes } from "node:crypto";
import { derive, nameOfKey, type KeyRing } from "./key/key-ring.ts";

const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const KEY_BYTES = 32;
const CIPHER = "aes-256-gcm";

/** Keys of the installation that outlive every master key; kept in the database, wrapped like a contact's (decision 17). */
export type InstallationKeys = {
  /** Makes the hashes by which sealed text is found. */
  readonly search: Buffer;
  /** Makes the tokens of children's chats. */
  readonly childToken: Buffer;
  /** Seals secrets that belong to no contact, such as second factors. */
  readonly secret: Buffer;
};

/** What everything sealed rests on: the master keys of the ring, and the keys of the installation. */
export type Sealing = {
  /** Names the newest master key, which wraps whatever is new. */
  readonly masterKeyId: string;
  /** Names of every master key at hand, newest first. */
  readonly knownKeyIds: readonly string[];
  /** A fresh key for one contact, plain for use now and wrapped for keeping. */
  newContactKey(contactId: string): { readonly key: Buffer; readonly wrapped: Buffer };
  /** Wraps a key under the newest master key, bound to what it is for. */
  wrapKey(keyOf: string, key: Buffer): Buffer;
  /** Throws when the named master key is not at hand, or the key was wrapped for something else (another contact). */
  unwrapKey(keyOf: string, wrapped: Buffer, masterKeyId: string): Buffer;
  /** Seals a secret of the installation itself (of no contact), such as a second factor, bound to its place. */
  sealSecret(place: string, secret: string): Buffer;
  /** Throws when the place is not the one that it was sealed for, or it was sealed in another installation. */
  openSecret(place: string, sealed: Buffer): string;
  /** Keyed hash for exact look-ups. What it leaks: that two values are equal. */
  exactHash(value: string): Buffer;
  /** Keyed hashes of tokens (syllables, trigrams, ends of numbers), for search over sealed text; 64 bits each. */
  searchHashes(tokens: readonly string[]): string[];
  /** From now on these master keys: a rotation is on its way, or over. */
  useKeys(ring: KeyRing): void;
};

/** Builds the sealing from a ring or a single master key. Throws when a key is not 32 bytes long. */
export function createSealing(
  given: KeyRing | Buffer,
  installationKeys = deriveInstallationKeys(Buffer.isBuffer(given) ? [given] : given),
): Sealing {
  let keys = unlocked(Buffer.isBuffer(given) ? [given] : given);
  const named = (name: string): MasterKey => {
    const found = keys.find((key) => key.name === name);
    if (found === undefined) throw new Error(`The master key ${name} is not in the key file`);
    return found;
  };
  const searchKey = createSecretKey(installationKeys.search);
  const hash = (value: string): Buffer => createHmac("sha256", searchKey).update(value).digest();
  return {
    get masterKeyId() {
      return keys[0].name;
    },
    get knownKeyIds() {
      return keys.map(({ name }) => name);
    },
    newContactKey(contactId) {
      const key = randomBytes(KEY_BYTES);
      return { key, wrapped: encrypt(keys[0].wrap, key, contactId) };
    },
    wrapKey: (keyOf, key) => encrypt(keys[0].wrap, key, keyOf),
    unwrapKey: (keyOf, wrapped, masterKeyId) => decrypt(named(masterKeyId).wrap, wrapped, keyOf),
    sealSecret: (place, secret) => seal(installationKeys.secret, secret, place),
    openSecret: (place, sealed) => open(installationKeys.secret, sealed, place),
    exactHash: hash,
    searchHashes: (tokens) => tokens.map((token) => hash(token).readBigInt64BE().toString()),
    useKeys(ring) {
      keys = unlocked(ring);
    },
  };
}

/** The keys of an installation that has kept none yet: those of its first, that is oldest, master key. */
export function deriveInstallationKeys(ring: KeyRing): InstallationKeys {
  const oldest = ring.at(-1) ?? ring[0];
  return {
    search: derive(oldest, "search"),
    childToken: derive(oldest, "child-token"),
    secret: derive(oldest, "secret"),
  };
}

/** Seals a text under a contact's key. `place` (table, row) is bound in: a sealed value cannot be moved elsewhere. */
export function seal(key: Buffer, text: string, place: string): Buffer {
  return encrypt(key, Buffer.from(text, "utf8"), place);
}

/** Seals bytes that are no text, such as sound. */
export function sealBytes(key: Buffer, bytes: Uint8Array, place: string): Buffer {
  return encrypt(key, Buffer.from(bytes), place);
}

/** Opens sealed bytes. Throws when key or place are not the ones they were sealed with. */
export function openBytes(key: Buffer, sealed: Buffer, place: string): Uint8Array {
  return new Uint8Array(decrypt(key, sealed, place));
}

/** Opens a sealed text. Throws when key or place are not the ones it was sealed with. */
export function open(key: Buffer, sealed: Buffer, place: string): string {
  return decrypt(key, sealed, place).toString("utf8");
}

type MasterKey = { readonly name: string; readonly wrap: Buffer };

function unlocked([newest, ...older]: KeyRing): readonly [MasterKey, ...MasterKey[]] {
  return [unlock(newest), ...older.map(unlock)];
}

function unlock(masterKey: Buffer): MasterKey {
  if (masterKey.length !== KEY_BYTES) throw new Error(`The master key has ${String(masterKey.length)} bytes, not 32`);
  return { name: nameOfKey(masterKey), wrap: derive(masterKey, "wrap") };
}

// Node takes several times as long with the bytes of a key as with a key object made of them.
function encrypt(key: Buffer, plain: Buffer, place: string): Buffer {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv(CIPHER, createSecretKey(key), nonce).setAAD(Buffer.from(place));
  return Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
}

function decrypt(key: Buffer, sealed: Buffer, place: string): Buffer {
  const nonce = sealed.subarray(0, NONCE_BYTES);
  // Without the length, Node takes a short tag too, and a short tag is easy to guess.
  const decipher = createDecipheriv(CIPHER, createSecretKey(key), nonce, { authTagLength: TAG_BYTES })
    .setAAD(Buffer.from(place))
    .setAuthTag(sealed.subarray(-TAG_BYTES));
  return Buffer.concat([decipher.update(sealed.subarray(NONCE_BYTES, -TAG_BYTES)), decipher.final()]);
}
