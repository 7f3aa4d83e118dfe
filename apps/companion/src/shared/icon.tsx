const SHAPES = {
  phone:
    "M5.2 2.5H3.4c-.6 0-1 .5-.9 1.1.6 5 4.9 9.3 9.9 9.9.6.1 1.1-.3 1.1-.9v-1.8l-2.8-1.2-1.3 1.5c-1.7-.8-3.2-2.3-4-4l1.5-1.3z",
  chat: "M2.5 4.2c0-1 .8-1.7 1.7-1.7h7.6c1 0 1.7.8 1.7 1.7v5c0 1-.8 1.8-1.7 1.8H7.2l-3.2 2.5V11c-.9-.1-1.5-.9-1.5-1.7z",
  globe:
    "M8 2.2a5.8 5.8 0 1 0 0 11.6A5.8 5.8 0 0 0 8 2.2zM2.2 8h11.6M8 2.2c2 1.6 3 3.5 3 5.8s-1 4.2-3 5.8c-2-1.6-3-3.5-3-5.8s1-4.2 3-5.8z",
  send: "M2.5 8h10M9 4.5 12.5 8 9 11.5",
  back: "M13.5 8h-10M7 4.5 3.5 8 7 11.5",
} as const;

/** A picture beside a word; never alone, so hidden from screen readers. */
export function Icon({ name }: { name: keyof typeof SHAPES }) {
  return (
    <svg class="icon" viewBox="0 0 16 16" aria-hidden="true">
      <path d={SHAPES[name]} />
    </svg>
  );
}

/** Danger to life: shape first, then the word, then the colour. */
export function DangerMark() {
  return (
    <svg class="danger-mark" viewBox="0 0 12 12" aria-hidden="true">
      <path d="M6 .3 11.7 6 6 11.7.3 6z" />
    </svg>
  );
}
