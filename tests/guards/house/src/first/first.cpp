#include "first/first.h"

int first()
{
    return 1;
}
