/*
 * intake_certs: a folder with the certificates of the test world, made once
 * per test program and removed with it. See make_certificates in servers.py.
 */
#ifndef CABUT_INTAKE_CERTS_H
#define CABUT_INTAKE_CERTS_H

#define CERTS_FOLDER_ROOM 64

/* ca.pem signed server, wronghost and expired; otherca.pem signed other. */
int intake_certs_make(char folder[CERTS_FOLDER_ROOM]);
void intake_certs_remove(const char *folder);

#endif
