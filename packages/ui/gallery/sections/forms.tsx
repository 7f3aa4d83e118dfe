import { useState } from "react";
import { Choice } from "../../src/components/choice.tsx";
import { describedAs, Field, Select, TextArea, TextInput } from "../../src/components/field.tsx";
import styles from "../gallery.module.css";
import type { GalleryWords } from "../words.ts";
import { Shown } from "../shown.tsx";

const nothing = () => undefined;

/** What is filled in. */
export function Forms({ words }: { readonly words: GalleryWords }) {
  const [age, setAge] = useState<string | undefined>("2");
  const options = words.ages.map((word, at) => ({ value: String(at), word }));
  const kinds = words.kinds.map((word, at) => ({ value: String(at), word }));
  return (
    <>
      <Shown name="field" isWide>
        <Field label={words.name} htmlFor="name">
          <TextInput id="name" defaultValue={words.nameValue} />
        </Field>
        <Field label={words.place} htmlFor="place">
          <TextInput id="place" placeholder={words.placeholder} />
        </Field>
        <Field label={words.phone} htmlFor="hinted" hint={words.phoneHint}>
          <TextInput {...describedAs("hinted", { hint: words.phoneHint })} />
        </Field>
        <Field label={words.phone} htmlFor="wrong" error={words.phoneError}>
          <TextInput {...describedAs("wrong", { error: words.phoneError })} defaultValue="09x" />
        </Field>
        <Field label={words.locked} htmlFor="locked">
          <TextInput id="locked" disabled defaultValue="PT-2026-0417" />
        </Field>
        <Field label={words.language} htmlFor="language">
          <Select id="language" fits>
            {words.languages.map((language) => (
              <option key={language}>{language}</option>
            ))}
          </Select>
        </Field>
        <Field label={words.story} htmlFor="story" layout="top">
          <TextArea id="story" defaultValue={words.storyValue} />
        </Field>
      </Shown>
      <Shown name="field, stacked and large">
        <div className={styles["whole"]}>
          <Field label={words.large} htmlFor="large" layout="stacked">
            <TextInput id="large" type="password" scale="large" defaultValue="den-ngu" />
          </Field>
        </div>
      </Shown>
      <Shown name="choice" isWide>
        <Field label={words.age}>
          <Choice label={words.age} options={options} value={age} onChoose={setAge} />
        </Field>
        <Field label={words.kind} layout="top">
          <Choice label={words.kind} options={kinds} value="0" onChoose={nothing} columns={2} />
        </Field>
        <Field label={words.disabled}>
          <Choice label={words.disabled} options={options.slice(0, 3)} value="1" onChoose={nothing} isDisabled />
        </Field>
      </Shown>
    </>
  );
}
