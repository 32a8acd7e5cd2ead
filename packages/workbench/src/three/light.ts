import { Color, type IUniform } from "three";

/** Uniforms that all materials of one picture share: the paper's colour, and how far it veils what lies behind. */
export interface SharedUniforms {
  readonly [name: string]: IUniform;
  readonly paper: { value: Color };
  /** Distances from the eye (Angstrom) where the veil begins and where it is full. */
  readonly veilFrom: { value: number };
  readonly veilTo: { value: number };
  readonly veil: { value: number };
}

/** Uniforms of a picture on white. */
export function sharedUniforms(): SharedUniforms {
  return {
    paper: { value: new Color(1, 1, 1) },
    veilFrom: { value: 1 },
    veilTo: { value: 2 },
    veil: { value: 0.5 },
  };
}

/** GLSL: one lamp over the left shoulder, light from the sky, a small highlight, a darker rim that parts neighbours, and
 *  the veil of distance. `rimLight` is what is left of the light at the rim: more on thin things, which are all rim. Colours are sRGB; light is added in a linear space. */
export const LIGHT = `
uniform vec3 paper;
uniform float veilFrom;
uniform float veilTo;
uniform float veil;
vec3 lit(vec3 colour, vec3 normal, vec3 ray, float z, float rimLight) {
  vec3 lamp = normalize(vec3(-0.45, 0.65, 0.75));
  float facing = max(dot(normal, -ray), 0.0);
  float shine = pow(max(dot(normalize(lamp - ray), normal), 0.0), 40.0);
  float light = 0.42 + 0.16 * normal.y + 0.62 * max(dot(normal, lamp), 0.0);
  float rim = mix(rimLight, 1.0, smoothstep(0.0, 0.42, facing));
  vec3 linear = pow(colour, vec3(2.2)) * light * rim + vec3(0.14 * shine);
  vec3 shown = pow(clamp(linear, 0.0, 1.0), vec3(1.0 / 2.2));
  return mix(shown, paper, veil * smoothstep(veilFrom, veilTo, -z));
}`;
