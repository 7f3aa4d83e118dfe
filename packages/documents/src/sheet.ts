import PDFDocument from "pdfkit";
import { fileURLToPath } from "node:url";
import { paperText } from "./paper-text.ts";

export type Sheet = {
  /** The two columns that an official letter begins with: who writes under which number, and the state, place and day. */
  head(head: Head): void;
  title(text: string, below?: string): void;
  heading(text: string): void;
  /** A label and what is known; without a value a dotted line to write on by hand. */
  line(label: string, value: string | undefined): void;
  text(text: string, look?: "plain" | "quiet"): void;
  /** Columns to sign in: who, how, and whose name is known. */
  signatures(
    columns: readonly { readonly who: string; readonly how: string; readonly name?: string | undefined }[],
  ): void;
  /** Begins a new page unless this much is left, so that a block is not torn at its head. */
  keep(height: number): void;
  page(): void;
  /** Writes page numbers and gives the bytes. Nothing can be added after it. */
  end(): Promise<Uint8Array>;
};

export type Head = {
  readonly left: readonly string[];
  readonly right: readonly string[];
  readonly number: string;
  readonly dated: string;
};

export type SheetOptions = {
  readonly title: string;
  readonly subject: string;
  readonly author: string;
  /** What every page says at its foot. */
  readonly foot: string;
  readonly at: Date;
  /** Made from a demo: every page says so, where nobody can fold it away. */
  readonly isDemo?: boolean;
};

const DEMO_WORDS = "BẢN THỬ – KHÔNG CÓ GIÁ TRỊ, KHÔNG NÓI VỀ TRẺ EM NÀO";

const MARGIN = { top: 42, bottom: 50, left: 62, right: 48 };
const SIZE = { body: 10.5, head: 9.5, small: 8.5, title: 14 };
const GUTTER = 6;
const LINE_GAP = 2;
const SIGNATURE_SPACE = 46;
const SIGNATURE_LINES = 56;
const ROOM_TO_WRITE = 90;
const DOTS = ".".repeat(100);
/** A value of more letters is told, not found at a glance: bold would make a page of it unreadable. */
const LONG_VALUE = 120;

const FONTS = {
  plain: import.meta.resolve("@expo-google-fonts/be-vietnam-pro/400Regular/BeVietnamPro_400Regular.ttf"),
  italic: import.meta.resolve("@expo-google-fonts/be-vietnam-pro/400Regular_Italic/BeVietnamPro_400Regular_Italic.ttf"),
  strong: import.meta.resolve("@expo-google-fonts/be-vietnam-pro/600SemiBold/BeVietnamPro_600SemiBold.ttf"),
} as const;

/**
 * A sheet of A4 in Vietnamese: tagged, so that a screen reader reads it in order, with a title and its fonts inside. The
 * same content makes the same pages.
 */
export function openSheet(options: SheetOptions): Sheet {
  const { title, subject, author, at } = options;
  const doc = new PDFDocument({
    size: "A4",
    margins: MARGIN,
    pdfVersion: "1.7",
    tagged: true,
    lang: "vi-VN",
    displayTitle: true,
    bufferPages: true,
    info: { Title: title, Subject: subject, Author: author, Creator: "Nightlight", CreationDate: at, ModDate: at },
  });
  for (const [name, url] of Object.entries(FONTS)) doc.registerFont(name, fileURLToPath(url));
  const chunks: Uint8Array[] = [];
  doc.on("data", (chunk: Uint8Array) => chunks.push(chunk));
  const done = new Promise<Uint8Array>((resolve, reject) => {
    doc.on("end", () => {
      resolve(Buffer.concat(chunks));
    });
    doc.on("error", reject);
  });
  const root = doc.struct("Document");
  doc.addStructure(root);

  const width = doc.page.width - MARGIN.left - MARGIN.right;
  const bottom = (): number => doc.page.height - MARGIN.bottom;
  const tagged = (tag: "P" | "H1" | "H2", draw: () => void): void => {
    root.add(doc.struct(tag, {}, draw));
  };
  const font = (name: keyof typeof FONTS, size = SIZE.body) => doc.font(name).fontSize(size);
  const decorate = (draw: () => void): void => {
    doc.markContent("Artifact", { type: "Layout" });
    draw();
    doc.endMarkedContent();
  };
  const rule = (x: number, y: number, length: number): void => {
    decorate(() =>
      doc
        .moveTo(x, y)
        .lineTo(x + length, y)
        .lineWidth(0.7)
        .stroke(),
    );
  };
  const centred = (text: string, x: number, column: number, name: keyof typeof FONTS, size: number): void => {
    tagged("P", () =>
      font(name, size).text(paperText(text), x, doc.y, { width: column, align: "center", lineGap: LINE_GAP }),
    );
  };

  return {
    head({ left, right, number, dated }) {
      const [y, column] = [doc.y, width / 2 - GUTTER];
      const write = (lines: readonly string[], x: number): number => {
        doc.y = y;
        for (const [at, text] of lines.entries()) {
          centred(text, x, column, at === 0 && lines.length > 2 ? "plain" : "strong", SIZE.head);
        }
        rule(x + column / 2 - 40, doc.y + 2, 80);
        return doc.y + 8;
      };
      const second = MARGIN.left + column + GUTTER * 2;
      const under = Math.max(write(left, MARGIN.left), write(right, second));
      doc.y = under;
      centred(number, MARGIN.left, column, "plain", SIZE.head);
      doc.y = under;
      centred(dated, second, column, "italic", SIZE.head);
      doc.x = MARGIN.left;
      doc.y += 4;
    },
    title(text, below) {
      doc.y += 8;
      tagged("H1", () =>
        font("strong", SIZE.title).text(text, MARGIN.left, doc.y, { width, align: "center", lineGap: LINE_GAP }),
      );
      if (below !== undefined) centred(below, MARGIN.left, width, "strong", SIZE.body);
      doc.y += 10;
    },
    heading(text) {
      doc.y += 6;
      tagged("H2", () => font("strong").text(text, MARGIN.left, doc.y, { width, lineGap: LINE_GAP }));
      doc.y += 2;
    },
    line(label, value) {
      tagged("P", () => {
        const options = { width, lineGap: LINE_GAP } as const;
        const taken = font("plain").widthOfString(`${label}: `);
        doc.text(`${label}: `, MARGIN.left, doc.y, { ...options, continued: true });
        // Dots to the end of the line, or on a line of their own where the label leaves no room to write.
        const room = width - (taken % width);
        // A hundred at once: kerning makes them narrower together than each alone.
        const dots = Math.floor((room < ROOM_TO_WRITE ? width : room) / (doc.widthOfString(DOTS) / DOTS.length)) - 1;
        if (value === undefined) doc.text(".".repeat(dots), options);
        else font(value.length > LONG_VALUE ? "plain" : "strong").text(paperText(value), options);
      });
      doc.y += 2;
    },
    text(text, look = "plain") {
      const [name, size] = look === "quiet" ? (["italic", SIZE.small] as const) : (["plain", SIZE.body] as const);
      tagged("P", () => font(name, size).text(paperText(text), MARGIN.left, doc.y, { width, lineGap: LINE_GAP }));
      doc.y += 2;
    },
    signatures(columns) {
      if (doc.y + SIGNATURE_SPACE + SIGNATURE_LINES > bottom()) doc.addPage();
      doc.y += 14;
      const [y, column] = [doc.y, width / columns.length];
      for (const [at, { who, how, name }] of columns.entries()) {
        const x = MARGIN.left + at * column;
        doc.y = y;
        centred(who, x, column, "strong", SIZE.body);
        centred(how, x, column, "italic", SIZE.small);
        doc.y += SIGNATURE_SPACE;
        if (name !== undefined) centred(name, x, column, "strong", SIZE.body);
      }
      doc.x = MARGIN.left;
    },
    keep(height) {
      if (doc.y + height > bottom()) doc.addPage();
    },
    page() {
      doc.addPage();
    },
    end() {
      root.end();
      furnish(doc, options);
      doc.end();
      return done;
    },
  };
}

/** Writes into the margins of every page: its number at the foot, and of a demo at the head that it is one, read out with it. */
function furnish(doc: PDFKit.PDFDocument, { foot, isDemo }: SheetOptions): void {
  const { start, count } = doc.bufferedPageRange();
  const width = doc.page.width - MARGIN.left - MARGIN.right;
  for (let at = start; at < start + count; at += 1) {
    doc.switchToPage(at);
    // Below the margin, where text would begin a new page.
    doc.page.margins.bottom = 0;
    const write = (font: keyof typeof FONTS, text: string, y: number): void => {
      doc.markContent("Artifact", { type: "Pagination" });
      doc.font(font).fontSize(SIZE.small).text(text, MARGIN.left, y, { width, align: "center", lineBreak: false });
      doc.endMarkedContent();
    };
    if (isDemo === true) write("strong", DEMO_WORDS, 20);
    write("plain", `${foot} · Trang ${String(at - start + 1)}/${String(count)}`, doc.page.height - 36);
  }
}
