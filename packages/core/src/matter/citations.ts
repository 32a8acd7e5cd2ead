/** A source: how to cite it, its DOI where it has one, and the page it was read through when not the original. */
export interface Citation {
  readonly cite: string;
  readonly doi?: string;
  readonly readAt?: string;
}

/** Keys of the citation table. */
export type CitationKey =
  | "estimate"
  | "identity"
  | "malinoski"
  | "grisorio2016"
  | "kovalenko2013"
  | "mech2023"
  | "crc"
  | "perry"
  | "vdi"
  | "crcMemory"
  | "madelung"
  | "sze1981"
  | "nsm"
  | "semi1source"
  | "reichardt2003"
  | "quantumYieldSolvents"
  | "supplier"
  | "iupac2021"
  | "aflow"
  | "bolzan1997"
  | "solutioninnTin"
  | "wyckoff1963"
  | "wyckoffBinary1963"
  | "skinner1961"
  | "gulay2011"
  | "berzelianite"
  | "horn1972"
  | "abrahams1971"
  | "stoumpos2013"
  | "moller1958"
  | "rodova2003"
  | "sutton2018"
  | "trots2008"
  | "straus2019"
  | "yang2017"
  | "polariton2023"
  | "growth2021"
  | "protesescu2015"
  | "yan2020"
  | "wise2000"
  | "wikiLeadSulfide"
  | "yungkuo"
  | "vurgaftman2001"
  | "leatherdale2002"
  | "lawaetzTable"
  | "kangWise1997"
  | "swank1967"
  | "ravi2016"
  | "ekimov1993"
  | "infiniteLexicon"
  | "zemel1965"
  | "yu2003"
  | "jasieniak2009"
  | "capek2010"
  | "kamal2012"
  | "moreels2009"
  | "moreels2007"
  | "weidman2014"
  | "almeida2023"
  | "toufanian2021"
  | "inasExtinction"
  | "radLifetime2025"
  | "efros1982"
  | "kane1957"
  | "crcInorganicLiquids"
  | "forziati1950"
  | "beecher2014"
  | "zhu2018"
  | "cdseClusters2025"
  | "luan2019"
  | "cdsClusters2020"
  | "cdsAqueous2020"
  | "kwon2020"
  | "picolinic1998"
  | "crcAcids"
  | "martellSmith1976"
  | "bolesTalapin2015"
  | "cho1999";

const chemicals = "data files of github.com/CalebBell/chemicals";

/** Every source a tabulated number may name. */
export const citations: Readonly<Record<CitationKey, Citation>> = {
  estimate: { cite: "Estimate made for this table by the rule in the fact's note" },
  identity: { cite: "Follows from other rows of this table by the rule in the fact's note" },

  // The papers the studies reproduce.
  malinoski: {
    cite: "Malinoski, Hu, Wang, Strong bidentate coordination for surface passivation and ligand-shell engineering of lead halide perovskite nanocrystals in the strongly quantum confined regime",
  },
  grisorio2016: {
    cite: "Grisorio et al., Angew. Chem. Int. Ed. 2016, 55, 6628",
    doi: "10.1002/anie.201511174",
  },
  kovalenko2013: { cite: "Kovalenko, Chimia 2013, 67, Chemical Design of Nanocrystal Solids" },
  mech2023: { cite: "Mech, Ma, Zeng, Nanoscale 2023, 15, 114", doi: "10.1039/d2nr05808a" },

  // Handbooks and data collections.
  crc: { cite: "CRC Handbook of Chemistry and Physics", readAt: chemicals },
  perry: {
    cite: "Perry's Chemical Engineers' Handbook, 8th ed., Tables 2-313 and 2-32 (DIPPR correlations)",
    readAt: chemicals,
  },
  vdi: { cite: "VDI Heat Atlas, 2nd ed., PPDS correlations for saturated liquids", readAt: chemicals },
  crcMemory: { cite: "CRC Handbook of Chemistry and Physics (value recalled, not read there)" },
  madelung: {
    cite: "Madelung, Semiconductors: Data Handbook, 3rd ed., Springer 2004",
    doi: "10.1007/978-3-642-18865-7",
  },
  sze1981: {
    cite: "Sze, Physics of Semiconductor Devices, 2nd ed., Wiley 1981, pp. 848-849",
    readAt: "privatewww.essex.ac.uk/~bolat/material_system.htm",
  },
  nsm: { cite: "NSM Archive, Ioffe Institute, basic parameters at 300 K", readAt: "matprop.ru" },
  semi1source: { cite: "semi1source.com glossary of semiconductor materials, cadmium telluride" },
  reichardt2003: {
    cite: "Reichardt, Solvents and Solvent Effects in Organic Chemistry, 3rd ed., Wiley-VCH 2003",
  },
  crcInorganicLiquids: {
    cite: "CRC Handbook of Chemistry and Physics, 86th ed., Index of Refraction of Inorganic Liquids",
    readAt: "docslib.org and zanotowane.pl, copies of the table",
  },
  forziati1950: {
    cite: "Forziati, J. Res. Natl. Bur. Stand. 1950, 44, 373 (60 API-NBS hydrocarbons at 20, 25 and 30 C; values recalled)",
  },
  quantumYieldSolvents: {
    cite: "Refractive indices nD20 of common solvents, github.com/LAGONteam/PyQuantumYield data_base.py",
  },
  supplier: { cite: "Suppliers' data sheets (Sigma-Aldrich, Eurisotop)" },
  iupac2021: { cite: "Prohaska et al., Pure Appl. Chem. 2022, 94, 573", doi: "10.1515/pac-2019-0603" },

  // Crystal structures.
  aflow: {
    cite: "Mehl et al., AFLOW Library of Crystallographic Prototypes, Comput. Mater. Sci. 2017, 136, S1",
    doi: "10.1016/j.commatsci.2017.01.017",
  },
  bolzan1997: {
    cite: "Bolzan, Fong, Kennedy, Howard, Acta Cryst. B 1997, 53, 373",
    readAt: "WWW-MINCRYST cassiterite-4",
  },
  solutioninnTin: {
    cite: "Lattice parameters of alpha- and beta-Sn at 30 C",
    readAt: "solutioninn.com/study-help/questions/asn-exists-below-132-c-has-a-cubic-structure-with-3754622",
  },
  wyckoff1963: {
    cite: "Wyckoff, Crystal Structures, 2nd ed., Interscience 1963, vol. 1, pp. 239-444, fluorite structure",
    readAt: "Crystallography Open Database 9009005 and 9009008, github.com/OpenChemistry/crystals",
  },
  wyckoffBinary1963: {
    cite: "Wyckoff, Crystal Structures, 2nd ed., Interscience 1963, vol. 1, pp. 85-237, rock salt and wurtzite structures",
    readAt: "Crystallography Open Database 9008696 and 9008877, github.com/OpenChemistry/crystals",
  },
  skinner1961: {
    cite: "Skinner, Am. Mineral. 1961, 46, 1399, Unit-cell edges of natural and synthetic sphalerites",
    readAt: "Crystallography Open Database 9000107, github.com/OpenChemistry/crystals",
  },
  gulay2011: {
    cite: "Gulay, Daszkiewicz, Strok, Pietraszko, Chem. Met. Alloys 2011, 4, 200, Crystal structure of Cu2Se",
    readAt: "abstract, scribd.com/document/362908190",
  },
  berzelianite: { cite: "Berzelianite, Italian Wikipedia after mindat.org", readAt: "a mirror of the page" },
  horn1972: {
    cite: "Horn, Schwerdtfeger, Meagher, Z. Kristallogr. 1972, 136, 273, anatase at several temperatures",
    doi: "10.1524/zkri.1972.136.3-4.273",
    readAt:
      "Crystallography Open Database 9008213, github.com/mctools/ncrystal data/TiO2_sg141_Anatase.ncmat",
  },
  abrahams1971: {
    cite: "Abrahams, Bernstein, J. Chem. Phys. 1971, 55, 3206, Rutile",
    doi: "10.1063/1.1676569",
    readAt: "scilit.com abstract",
  },
  stoumpos2013: { cite: "Stoumpos et al., Cryst. Growth Des. 2013, 13, 2722", doi: "10.1021/cg400645t" },
  moller1958: { cite: "Møller, Nature 1958, 182, 1436; Mat. Fys. Medd. Dan. Vid. Selsk. 1959, 32, 2" },
  rodova2003: { cite: "Rodová et al., J. Therm. Anal. Calorim. 2003, 71, 667" },
  sutton2018: { cite: "Sutton et al., ACS Energy Lett. 2018, 3, 1787", doi: "10.1021/acsenergylett.8b00672" },
  trots2008: { cite: "Trots, Myagkota, J. Phys. Chem. Solids 2008, 69, 2520" },

  // Bulk electronic properties.
  straus2019: {
    cite: "Straus, Guo, Cava, J. Am. Chem. Soc. 2019, 141, 11435 (arXiv 1905.12486)",
    readAt: "arXiv abstract",
  },
  yang2017: {
    cite: "Yang et al., ACS Energy Lett. 2017, 2, 1621, Impact of the Halide Cage",
    doi: "10.1021/acsenergylett.7b00416",
  },
  polariton2023: {
    cite: "Exciton-polaritons in CsPbBr3 crystals, Phys. Status Solidi RRL 2024 (arXiv 2307.07035)",
    readAt: "OSTI 2208801 abstract",
  },
  growth2021: {
    cite: "Growth Kinetics and Optical Properties of CsPbBr3 Perovskite Nanocrystals, Energies 2021, 14, 275",
    doi: "10.3390/en14020275",
  },
  protesescu2015: { cite: "Protesescu et al., Nano Lett. 2015, 15, 3692", doi: "10.1021/nl5048779" },
  yan2020: { cite: "Yan et al., Opt. Express 2020, 28, 15706 (as quoted by Malinoski et al.)" },
  wise2000: { cite: "Wise, Acc. Chem. Res. 2000, 33, 773", doi: "10.1021/ar970220q" },
  wikiLeadSulfide: { cite: "Lead(II) sulfide, Wikipedia", readAt: "a mirror of the page" },
  leatherdale2002: {
    cite: "Leatherdale, Woo, Mikulec, Bawendi, J. Phys. Chem. B 2002, 106, 7619",
    doi: "10.1021/jp025698c",
  },
  vurgaftman2001: {
    cite: "Vurgaftman, Meyer, Ram-Mohan, J. Appl. Phys. 2001, 89, 5815",
    doi: "10.1063/1.1368156",
    readAt: "solcore, material_data/Vurgaftman/binaries.txt",
  },
  lawaetzTable: {
    cite: "Eight-band parameters of zinc blende crystals, after Lawaetz, Phys. Rev. B 1971, 4, 3460",
    readAt: "github.com/LaurentNevou/Q_kp_multiband_ZB materialDB.csv",
  },
  kangWise1997: {
    cite: "Kang, Wise, J. Opt. Soc. Am. B 1997, 14, 1632",
    doi: "10.1364/JOSAB.14.001632",
  },
  swank1967: { cite: "Swank, Phys. Rev. 1967, 153, 844", doi: "10.1103/PhysRev.153.844" },
  ravi2016: {
    cite: "Ravi, Markad, Nag, ACS Energy Lett. 2016, 1, 665",
    doi: "10.1021/acsenergylett.6b00337",
  },
  yungkuo: { cite: "CdSe parameters, github.com/yungkuo/QD sub/parameter.py" },
  ekimov1993: { cite: "Ekimov et al., J. Opt. Soc. Am. B 1993, 10, 100" },
  infiniteLexicon: { cite: "infinitelexicon.com, SnO2" },
  zemel1965: { cite: "Zemel, Jensen, Schoolar, Phys. Rev. 1965, 140, A330" },

  // Sizing curves and extinction.
  // Bands of magic-size clusters.
  beecher2014: { cite: "Beecher et al., J. Am. Chem. Soc. 2014, 136, 10645 (bands recalled)" },
  zhu2018: { cite: "Zhu et al., J. Phys. Chem. Lett. 2018, 9, 2818" },
  cdseClusters2025: {
    cite: "Nano Res. 2025, 94907837: MSC-330, -360, -390 and -415 of one CdSe sample",
    doi: "10.26599/NR.2025.94907837",
  },
  luan2019: { cite: "Luan et al., J. Phys. Chem. Lett. 2019, 10, 4345" },
  cdsClusters2020: {
    cite: "CdS clusters by X-ray absorption, arXiv 2020, 2007.11332",
  },
  cdsAqueous2020: {
    cite: "Nat. Commun. 2020, 11: CdS MSC-360 in water, Fig. 3",
    doi: "10.1038/s41467-020-18014-6",
  },
  kwon2020: { cite: "Kwon et al., Nat. Commun. 2020, 11: InP magic-size clusters with chlorine or zinc" },

  yu2003: { cite: "Yu, Qu, Guo, Peng, Chem. Mater. 2003, 15, 2854", doi: "10.1021/cm034081k" },
  jasieniak2009: {
    cite: "Jasieniak, Smith, van Embden, Mulvaney, Califano, J. Phys. Chem. C 2009, 113, 19468",
    doi: "10.1021/jp906827m",
  },
  capek2010: { cite: "Čapek et al., J. Phys. Chem. C 2010, 114, 6371" },
  kamal2012: { cite: "Kamal et al., J. Phys. Chem. C 2012, 116, 5049" },
  moreels2009: { cite: "Moreels et al., ACS Nano 2009, 3, 3023", doi: "10.1021/nn900863a" },
  moreels2007: { cite: "Moreels et al., Chem. Mater. 2007, 19, 6101", doi: "10.1021/cm071410q" },
  weidman2014: {
    cite: "Weidman, Beck, Hoffman, Prins, Tisdale, ACS Nano 2014, 8, 6363",
    doi: "10.1021/nn5018654",
  },
  almeida2023: { cite: "Almeida et al., Nano Lett. 2023, 23, 8697", doi: "10.1021/acs.nanolett.3c02630" },
  toufanian2021: {
    cite: "Toufanian et al., Chem. Mater. 2021, 33, 7527",
    doi: "10.1021/acs.chemmater.1c02501",
  },
  radLifetime2025: {
    cite: "Abbas, Chabeda et al., Non-monotonic size-dependent exciton radiative lifetime in CsPbBr3 nanocrystals, source data 2025",
    readAt: "github.com/dchabeda/rad_lifetime, CsPbI3/Orthorhombic/*/bse/OS.dat",
  },
  inasExtinction: {
    cite: "Yu et al., J. Phys. Chem. B 2005, 109, 7084, InAs absorption cross sections",
    readAt: "scilit.com abstract",
  },
  efros1982: {
    cite: "Efros, Efros, Sov. Phys. Semicond. 1982, 16, 772; Brus, J. Chem. Phys. 1984, 80, 4403",
  },
  kane1957: { cite: "Kane, J. Phys. Chem. Solids 1957, 1, 249" },

  // Solution chemistry.
  picolinic1998: {
    cite: "Protonation of picolinic acid, J. Chem. Eng. Data 1998, 43, 383",
    readAt: "abstract",
  },
  martellSmith1976: {
    cite: "Martell, Smith, Critical Stability Constants, Vols. 1-4, Plenum 1976",
    readAt: "chem.libretexts.org table E5",
  },
  crcAcids: {
    cite: "CRC Handbook, Dissociation Constants of Organic Acids and Bases (value recalled, not read there)",
  },
  bolesTalapin2015: {
    cite: "Boles, Talapin, J. Am. Chem. Soc. 2015, 137, 4494: extended length 0.12 (n + 1) nm",
  },
  cho1999: {
    cite: "Cho, Urquidi, Singh, Robinson, J. Phys. Chem. B 1999, 103, 1991",
    doi: "10.1021/jp9842953",
  },
};
