"""Quality checks of pictures: findings that advise or refuse."""
