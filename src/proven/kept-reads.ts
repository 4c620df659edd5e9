import { Kept } from './kept.ts';

/** Values that are read, by name; who asks for one that is being read waits for that. Memory is bounded by their number. */
export class KeptReads<Value> {
  private readonly reads: Kept<Promise<Value>>;

  constructor(most: number) {
    this.reads = new Kept(most);
  }

  /** A kept value that does not suffice is read again. Errors: those of `read`, which is asked again the next time. */
  async get(name: string, suffices: (value: Value) => boolean, read: () => Promise<Value>): Promise<Value> {
    const known = this.reads.get(name);
    const value = await known?.catch(() => undefined);
    if (value !== undefined && suffices(value)) return value;
    // Somebody else who waited reads already.
    if (this.reads.get(name) !== known) return this.get(name, suffices, read);
    const reading = read();
    this.reads.set(name, reading);
    return reading;
  }

  forget(name: string): void {
    this.reads.delete(name);
  }
}
