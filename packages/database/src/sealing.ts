import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from "node:crypto";
import { searchSyllables } from "@nightlight/domain/privacy/text";

const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const KEY_BYTES = 32;
const CIPHER = "aes-256-gcm";

/** The secrets that everything sealed rests on, derived from one master key of 32 bytes. */
export type Sealing = {
  /** Names the master key, so that rotation knows which rows are still under an older one. */
  readonly masterKeyId: string;
  /** A fresh key for one contact, plain for use now and wrapped for keeping. */
  newContactKey(contactId: string): { readonly key: Buffer; readonly wrapped: Buffer };
  unwrapContactKey(contactId: string, wrapped: Buffer): Buffer;
  /** Keyed hash for exact look-ups. What it leaks: that two values are equal. */
  exactHash(value: string): Buffer;
  /** Keyed hashes of a text's folded syllables, for search over sealed text. */
  searchHashes(text: string): string[];
};

/** Builds the sealing from a master key. Throws when it is not 32 bytes long. */
export function createSealing(masterKey: Buffer): Sealing {
  if (masterKey.length !== KEY_BYTES) throw new Error(`The master key has ${String(masterKey.length)} bytes, not 32`);
  const wrapKey = derive(masterKey, "wrap");
  const hashKey = derive(masterKey, "search");
  const hash = (value: string): Buffer => createHmac("sha256", hashKey).update(value).digest();
  return {
    masterKeyId: derive(masterKey, "name").subarray(0, 8).toString("hex"),
    newContactKey(contactId) {
      const key = randomBytes(KEY_BYTES);
      return { key, wrapped: encrypt(wrapKey, key, contactId) };
    },
    unwrapContactKey: (contactId, wrapped) => decrypt(wrapKey, wrapped, contactId),
    exactHash: hash,
    searchHashes: (text) => searchSyllables(text).map((syllable) => hash(syllable).readBigInt64BE().toString()),
  };
}

/** Seals a text under a contact's key. `place` (table, row) is bound in: a sealed value cannot be moved elsewhere. */
export function seal(key: Buffer, text: string, place: string): Buffer {
  return encrypt(key, Buffer.from(text, "utf8"), place);
}

/** Opens a sealed text. Throws when key or place are not the ones it was sealed with. */
export function open(key: Buffer, sealed: Buffer, place: string): string {
  return decrypt(key, sealed, place).toString("utf8");
}

function derive(masterKey: Buffer, purpose: string): Buffer {
  return Buffer.from(hkdfSync("sha256", masterKey, "nightlight", purpose, KEY_BYTES));
}

function encrypt(key: Buffer, plain: Buffer, place: string): Buffer {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv(CIPHER, key, nonce).setAAD(Buffer.from(place));
  return Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
}

function decrypt(key: Buffer, sealed: Buffer, place: string): Buffer {
  const nonce = sealed.subarray(0, NONCE_BYTES);
  // Without the length, Node takes a short tag too, and a short tag is easy to guess.
  const decipher = createDecipheriv(CIPHER, key, nonce, { authTagLength: TAG_BYTES })
    .setAAD(Buffer.from(place))
    .setAuthTag(sealed.subarray(-TAG_BYTES));
  return Buffer.concat([decipher.update(sealed.subarray(NONCE_BYTES, -TAG_BYTES)), decipher.final()]);
}
