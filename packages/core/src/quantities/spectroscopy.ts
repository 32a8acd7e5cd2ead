import { DomainError } from "../errors.ts";
import { ELEMENTARY_CHARGE, HC_EV_NM, PLANCK } from "./constants.ts";

function requirePositive(value: number, what: string): void {
  if (!(value > 0) || !Number.isFinite(value))
    throw new DomainError({ what: `${what} must be positive`, found: String(value) });
}

/** Photon energy in eV of a vacuum wavelength in nm: E = h c / lambda. @throws DomainError unless positive */
export function energyFromWavelength(wavelengthNm: number): number {
  requirePositive(wavelengthNm, "a wavelength");
  return HC_EV_NM.value / wavelengthNm;
}

/** Vacuum wavelength in nm of a photon energy in eV. @throws DomainError unless positive */
export function wavelengthFromEnergy(energyEv: number): number {
  requirePositive(energyEv, "a photon energy");
  return HC_EV_NM.value / energyEv;
}

/** Wavenumber in cm-1 of a photon energy in eV. @throws DomainError unless positive */
export function wavenumberFromEnergy(energyEv: number): number {
  requirePositive(energyEv, "a photon energy");
  return (energyEv / HC_EV_NM.value) * 1e7;
}

/** Photon energy in eV of a wavenumber in cm-1. @throws DomainError unless positive */
export function energyFromWavenumber(wavenumberPerCm: number): number {
  requirePositive(wavenumberPerCm, "a wavenumber");
  return wavenumberPerCm * HC_EV_NM.value * 1e-7;
}

/** Frequency in Hz of a photon energy in eV: nu = E / h. @throws DomainError unless positive */
export function frequencyFromEnergy(energyEv: number): number {
  requirePositive(energyEv, "a photon energy");
  return energyEv * (ELEMENTARY_CHARGE.value / PLANCK.value);
}

/** Photon energy in eV of a frequency in Hz. @throws DomainError unless positive */
export function energyFromFrequency(frequencyHz: number): number {
  requirePositive(frequencyHz, "a frequency");
  return frequencyHz * (PLANCK.value / ELEMENTARY_CHARGE.value);
}
