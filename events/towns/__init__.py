"""The towns of Britain and Northern Ireland by GeoNames (CC BY 4.0): their names, where they lie, how far it is."""
