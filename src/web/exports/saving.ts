import { useState } from 'preact/hooks';
import { Problem } from '../api/problem.ts';
import { type Submit, useSubmit } from '../base/submit.ts';

/** Part of the File System Access API, which no library of types has yet and few browsers know. */
interface SavePicker {
  showSaveFilePicker(options: { readonly suggestedName: string }): Promise<{
    createWritable(): Promise<WritableStream<Uint8Array>>;
  }>;
}

export const canSave = (): boolean => 'showSaveFilePicker' in window;

/** Streams the file at `url` to a place that the user chooses; memory holds none of it. */
export function useSaving(url: string, fileName: string): Submit<[]> & { readonly doneBytes?: number } {
  const [doneBytes, setDoneBytes] = useState<number>();
  const submit = useSubmit(async () => {
    const file = await chosenFile(fileName);
    if (!file) return;
    setDoneBytes(0);
    const { body, ok, status } = await fetch(url);
    if (!ok || !body) throw new Problem(status, 'export-not-ready');
    let done = 0;
    const counted = new TransformStream<Uint8Array, Uint8Array>({
      transform: (chunk, to) => {
        done += chunk.length;
        setDoneBytes(done);
        to.enqueue(chunk);
      },
    });
    await body.pipeThrough(counted).pipeTo(await file.createWritable());
  });
  return { ...submit, ...(doneBytes !== undefined && { doneBytes }) };
}

/** Nothing where the user thought better of it. */
async function chosenFile(suggestedName: string) {
  try {
    return await (window as unknown as SavePicker).showSaveFilePicker({ suggestedName });
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') return undefined;
    throw error;
  }
}
