/** The exit code for wrong settings (EX_CONFIG of sysexits.h), the same one that the server uses. */
export const WRONG_SETTINGS = 78;

/** A reason why Nightlight does not start or stop, in words for the person at the terminal: what is wrong, what to do. */
export class LaunchError extends Error {
  override name = "LaunchError";
  readonly exitCode: number;

  constructor(message: string, exitCode = 1) {
    super(message);
    this.exitCode = exitCode;
  }
}
