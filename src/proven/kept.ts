/** Values by name; the one that nobody asked for the longest is forgotten first. */
export class Kept<Value> {
  private readonly values = new Map<string, Value>();

  constructor(private readonly most: number) {}

  get(name: string): Value | undefined {
    const value = this.values.get(name);
    if (value !== undefined) this.set(name, value);
    return value;
  }

  set(name: string, value: Value): void {
    this.values.delete(name);
    this.values.set(name, value);
    for (const [oldest] of this.values) {
      if (this.values.size <= this.most) return;
      this.values.delete(oldest);
    }
  }

  delete(name: string): void {
    this.values.delete(name);
  }
}
