import { BufferGeometry, GLSL3, Mesh, RawShaderMaterial, Vector3 } from "three";
import { asQuad } from "./quad.ts";

const VERTEX = `
precision highp float;
in vec3 position;
uniform mat4 modelViewMatrix;
uniform mat4 projectionMatrix;
uniform vec3 centre;
uniform float radius;
out vec2 at;
void main() {
  vec4 c = modelViewMatrix * vec4(centre, 1.0);
  at = position.xy * 1.6;
  gl_Position = projectionMatrix * vec4(c.xyz + vec3(at * radius, 0.0), 1.0);
}`;

const FRAGMENT = `
precision highp float;
in vec2 at;
uniform vec3 ink;
uniform vec3 paper;
out vec4 pixel;
void main() {
  float r = length(at);
  float soft = fwidth(r);
  float outer = 1.0 - smoothstep(1.5 - soft, 1.5, r);
  float inner = smoothstep(1.1, 1.1 + soft, r);
  float cover = outer * inner;
  if (cover <= 0.0) discard;
  float line = smoothstep(1.16, 1.16 + soft, r) * (1.0 - smoothstep(1.4 - soft, 1.4, r));
  pixel = vec4(mix(paper, ink, line), cover);
}`;

/** A ring around the picked atom, seen through whatever lies before it. */
export interface Ring {
  readonly mesh: Mesh;
  around(centre: readonly [number, number, number] | null, radius: number): void;
  ink(ink: string, paper: string): void;
  dispose(): void;
}

const channels = (colour: string): [number, number, number] => {
  const value = Number.parseInt(colour.slice(1), 16);
  return [(value >> 16) / 255, ((value >> 8) & 255) / 255, (value & 255) / 255];
};

/** A ring around nothing. */
export function createRing(): Ring {
  const uniforms = {
    centre: { value: new Vector3() },
    radius: { value: 1 },
    ink: { value: new Vector3(0, 0, 0) },
    paper: { value: new Vector3(1, 1, 1) },
  };
  const material = new RawShaderMaterial({
    glslVersion: GLSL3,
    vertexShader: VERTEX,
    fragmentShader: FRAGMENT,
    uniforms,
    transparent: true,
    depthTest: false,
    depthWrite: false,
  });
  const geometry = asQuad(new BufferGeometry());
  const mesh = new Mesh(geometry, material);
  mesh.frustumCulled = false;
  mesh.visible = false;
  mesh.renderOrder = 10;
  return {
    mesh,
    around(centre, radius) {
      mesh.visible = centre !== null;
      if (centre) uniforms.centre.value.set(...centre);
      uniforms.radius.value = radius;
    },
    ink(ink, paper) {
      uniforms.ink.value.set(...channels(ink));
      uniforms.paper.value.set(...channels(paper));
    },
    dispose() {
      geometry.dispose();
      material.dispose();
    },
  };
}
