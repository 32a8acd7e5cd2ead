import { buildDot, crystalOf, findShape, ligandMolecule } from "@oleate/core";
const L=(n,o={})=>({molecule:ligandMolecule(n),...o});
const chk=(req)=>{const d=buildDot(req);const s=d.structure,nc=s.residues[0].count;let k=0;
for(let r=1;r<s.residues.length;r++){const R=s.residues[r];for(let a=R.first;a<R.first+R.count;a++){const y=s.symbols[s.element[a]];if(y!=='C'&&y!=='H')continue;for(let b=0;b<nc;b++){const D=Math.hypot(s.xyz[3*a]-s.xyz[3*b],s.xyz[3*a+1]-s.xyz[3*b+1],s.xyz[3*a+2]-s.xyz[3*b+2]);if(D<2.05&&k++<6)console.log(R.name,a-R.first,y,s.symbols[s.element[b]],D.toFixed(2),d.placed[r-1].mode, d.placed[r-1].anchors.length,[...s.xyz.slice(3*a,3*a+3)].map(x=>x.toFixed(1)).join())}}} console.log('n',k)};
chk({crystal:crystalOf('PbS'),shape:findShape('truncated-octahedron'),size:{by:'diameter',nm:4.8},ligands:[L('oleate')]});
chk({crystal:crystalOf('CdSe','wurtzite'),shape:findShape('hexagonal-prism'),size:{by:'diameter',nm:4},ligands:[L('oleylamine')]});
chk({crystal:crystalOf('Au'),shape:findShape('cuboctahedron'),size:{by:'atoms',count:309},ligands:[L('dodecanethiol',{perNm2:4})]});
