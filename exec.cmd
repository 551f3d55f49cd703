@rem On Windows the scripts of package.json find their "exec" here: it runs what follows.
@%*
