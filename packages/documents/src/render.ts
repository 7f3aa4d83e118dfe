import { isMainThread, parentPort, Worker, workerData } from "node:worker_threads";
import { renderForm01, type Form01 } from "./form-01/form-01.ts";
import { renderSentForm01, renderTransferSlip, type Transfer } from "./transfer-slip/transfer-slip.ts";

/** Everything that can be printed. */
export type Printable =
  | { readonly kind: "form-01"; readonly form: Form01 }
  | { readonly kind: "sent-form-01"; readonly transfer: Transfer }
  | { readonly kind: "transfer-slip"; readonly transfer: Transfer };

type Job = { readonly nightlightPrints: Printable; readonly isDemo: boolean };

/**
 * Makes a PDF on a thread of its own: it takes a tenth of a second of computing, and conversations do not wait for it.
 * From a demo, every page says so.
 * Throws when it cannot be made.
 */
export function print(printable: Printable, isDemo = false): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    const job: Job = { nightlightPrints: printable, isDemo };
    const worker = new Worker(new URL(import.meta.url), {
      workerData: job,
      resourceLimits: { maxOldGenerationSizeMb: 128 },
    });
    worker.once("message", (bytes: Uint8Array) => {
      resolve(bytes);
    });
    worker.once("error", reject);
    worker.once("exit", (code) => {
      reject(new Error(`The printing thread ended with ${String(code)} and gave nothing`));
    });
  });
}

async function bytesOf(printable: Printable, isDemo: boolean): Promise<Uint8Array> {
  switch (printable.kind) {
    case "form-01":
      return renderForm01(printable.form, isDemo);
    case "sent-form-01":
      return renderSentForm01(printable.transfer, isDemo);
    case "transfer-slip":
      return renderTransferSlip(printable.transfer, isDemo);
  }
}

function isJob(data: unknown): data is Job {
  return typeof data === "object" && data !== null && "nightlightPrints" in data;
}

// The same file is the thread.
if (!isMainThread && isJob(workerData))
  parentPort?.postMessage(await bytesOf(workerData.nightlightPrints, workerData.isDemo));
