import { Fragment, type ReactNode } from "react";

/** Text with what follows an underscore set low: τ_r, τ_dark. */
export function Formula({ text }: { readonly text: string }): ReactNode {
  return (
    text
      .split(/_(\p{L}+)/u)
      // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one text never change places
      .map((part, i) => <Fragment key={i}>{i % 2 === 1 ? <sub>{part}</sub> : part}</Fragment>)
  );
}
