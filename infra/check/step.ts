/** One thing that the check found wrong: where, by which rule, and what to do. */
export interface Problem {
  file: string;
  rule: string;
  message: string;
}

/** What a step found, and what it looked at, so that "nothing found" cannot mean "nothing looked at". */
export interface Findings {
  problems: readonly Problem[];
  lookedAt: string;
}

/** One line of the check; `root` is the repository's folder. */
export interface Step {
  name: string;
  find: (root: string) => Promise<Findings>;
}
