import { getDocument } from "pdfjs-dist/legacy/build/pdf.mjs";

/** What a reader finds in a PDF: its words page by page, and what it says of itself. */
export type PdfText = {
  readonly pages: readonly string[];
  readonly title: unknown;
  readonly language: unknown;
  /** What the first page is made of, as a screen reader is told it. */
  readonly parts: readonly string[];
};

/** Reads a PDF as another program would. */
export async function readPdf(bytes: Uint8Array): Promise<PdfText> {
  const document = await getDocument({ data: new Uint8Array(bytes), verbosity: 0 }).promise;
  const pages: string[] = [];
  for (let number = 1; number <= document.numPages; number += 1) {
    const page = await document.getPage(number);
    const { items } = await page.getTextContent();
    pages.push(
      items
        .map((item) => ("str" in item ? item.str + (item.hasEOL ? "\n" : "") : ""))
        .join("")
        .replace(/\s+/gu, " ")
        .normalize("NFC"),
    );
  }
  const { info } = await document.getMetadata();
  const tree = (await (await document.getPage(1)).getStructTree()) as Part | null;
  const about = info as Record<string, unknown>;
  await document.loadingTask.destroy();
  return { pages, title: about["Title"], language: about["Language"], parts: rolesIn(tree) };
}

type Part = { readonly role?: string; readonly children?: readonly Part[] };

function rolesIn(part: Part | null): string[] {
  return part === null
    ? []
    : [part.role ?? "", ...(part.children ?? []).flatMap(rolesIn)].filter((role) => role !== "");
}
