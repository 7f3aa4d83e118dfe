/** A voice engine, as the settings name it. */
export type EngineSettings = {
  /** What it is called in the database. */
  readonly engine: string;
  /** Its interface (ARI), with name and password: `http://user:password@host:port/ari`. */
  readonly ariUrl: string;
  /** The address that sound is sent from. */
  readonly mediaAddress: string;
};

type Given = {
  readonly names: readonly string[];
  readonly urls: readonly string[];
  readonly addresses: readonly string[];
};

/**
 * The engines of a house: lists of equal length, in the same order. One media address stands for all of them. What does not
 * fit together is said, for whoever wrote the settings.
 */
export function enginesOf({ names, urls, addresses }: Given, problems: string[]): readonly EngineSettings[] {
  if (names.length !== urls.length)
    problems.push(`VOICE_ENGINE: has to name each address of ASTERISK_ARI_URL once, in the same order, by commas`);
  if (new Set(names).size !== names.length) problems.push("VOICE_ENGINE: names an engine twice");
  if (addresses.length !== 1 && addresses.length !== urls.length)
    problems.push("ASTERISK_MEDIA_ADDRESS: has to be one address, or one for each of ASTERISK_ARI_URL");
  return urls.map((ariUrl, index) => ({
    ...{ ariUrl, engine: names[index] ?? "" },
    mediaAddress: addresses[index] ?? addresses[0] ?? "",
  }));
}

/** The list of a setting that is written with commas. */
export function listed(value: string): readonly string[] {
  return value.split(",").map((each) => each.trim());
}
