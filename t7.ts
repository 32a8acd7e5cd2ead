import { buildDot, crystalOf, findShape, ligandMolecule } from "@oleate/core";
for (const nm of [4.8,10,14]){const t=performance.now();let last='',T=t;const log=[];
const d=buildDot({crystal:crystalOf('PbS'),shape:findShape('truncated-octahedron'),size:{by:'diameter',nm},ligands:[{molecule:ligandMolecule('oleate')}],onProgress:(s,w)=>{log.push([w,s.toFixed(2),(performance.now()-t).toFixed(0)].join(' '))}}); console.log(nm,(performance.now()-t).toFixed(0),d.ligands.map(l=>[l.asked,l.placed,l.bound]).join(' | '),d.contacts, log.filter((_,i)=>i%Math.ceil(log.length/12)==0).join('; '))}
