import { DomainError } from "../../errors.ts";

/** As `predict` of a data set. */
type Predict = (parameters: Float64Array, out: Float64Array, jacobian: Float64Array | null) => void;

/**
 * A prediction that gives no numbers where the model has no value (a chance above 1, more traps than can be summed): a search that
 * steps there turns back. At the first parameters, where a search begins, the error is thrown: it says what is wrong.
 * @throws DomainError as `predict` does, until it has given numbers once
 */
export function turningBack(predict: Predict): Predict {
  let begun = false;
  return (parameters, out, jacobian) => {
    try {
      predict(parameters, out, jacobian);
      begun = true;
    } catch (error) {
      if (!begun || !(error instanceof DomainError)) throw error;
      out.fill(Number.NaN);
      jacobian?.fill(Number.NaN);
    }
  };
}
