import { Fragment, type ReactNode } from "react";

/** Text with what stands between backticks set as code: the names of columns and flags. */
export function PlainCode({ text }: { readonly text: string }): ReactNode {
  return (
    text
      .split("`")
      // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one text never change places
      .map((part, i) => <Fragment key={i}>{i % 2 === 1 ? <code>{part}</code> : part}</Fragment>)
  );
}
