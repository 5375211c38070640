//! One small face for SQLite, whoever runs it: statements, transactions, migrations.
