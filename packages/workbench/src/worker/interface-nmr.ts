import {
  InputError,
  type InterfaceModels,
  type InterfaceSample,
  type InterfaceState,
  type InterfaceValues,
  REFERENCE_TEMPERATURE_K,
  shellPicture,
  shellResonances,
  shellSignals,
  shellSignalValues,
} from "@oleate/core";
import type { NmrShown, SignalsWish } from "./interface-protocol.ts";

/**
 * Spectrum, map and numbers of a state.
 * @throws OleateError for parameters out of range, a solvent without viscosity, a temperature far from the table's
 */
export function nmrOf(
  models: InterfaceModels,
  sample: InterfaceSample,
  values: InterfaceValues,
  state: InterfaceState,
  { delayMs, set }: SignalsWish,
): NmrShown {
  const { medium, temperatureK = REFERENCE_TEMPERATURE_K } = sample;
  if (typeof medium === "number") {
    throw new InputError({
      what: "diffusion needs a solvent, not a polarity alone",
      found: `E_T^N ${medium}`,
      expected: "solvents by name, whose viscosity is known",
    });
  }
  const given = shellSignalValues(set);
  const network = models.network(sample, values.partners);
  const signals = shellSignals(network, state, values, medium, temperatureK, given);
  const resonances = shellResonances(network, state, signals, given, medium, temperatureK);
  const { figures, map } = shellPicture("interface-nmr", resonances, {
    protonMHz: given.proton,
    exchangePerS: given.exchange_rate,
    delayS: delayMs / 1e3,
  });
  return { signals, figures, map, notes: resonances.notes };
}
