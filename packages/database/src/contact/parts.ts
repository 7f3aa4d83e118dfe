/** Collects the parts of one statement. Its shape names it, so that each shape is prepared once a connection. */
export class Parts {
  readonly ctes: string[] = [];
  readonly values: unknown[] = [];
  shape = "";

  add(shape: string, cte: string): void {
    this.shape += `${shape}.`;
    this.ctes.push(cte);
  }

  value(value: unknown, type: string): string {
    this.values.push(value);
    return `$${String(this.values.length)}::${type}`;
  }
}
